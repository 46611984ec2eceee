import { timeOf, type World } from '../world.ts';

const DAY_MS = 24 * 3_600_000;
/** How long events stay in the log, and archives on the server before they may be deleted. [docs] */
const EVENT_DAYS = 90;
const ARCHIVE_DAYS = 30;

/**
 * Moves events that have grown too old out of the log, into a file for each day. Done whenever the log or the files are
 * looked at, which nobody can tell from a daily chore. [docs]
 */
export function archiveOldEvents(world: World): void {
  const { store, clock } = world;
  const beforeMs = clock.now() - EVENT_DAYS * DAY_MS;
  for (;;) {
    const found = store.newest('Events', {});
    const [event] = found.slice(found.length - 1, found.length);
    if (event === undefined || Date.parse(event.Occurred) >= beforeMs) return;
    const Id = `eventarchive-${event.Occurred.slice(0, 10)}.jsonl`;
    const archive = store.get('EventArchives', Id) ?? { Id, CreatedDate: timeOf(world), Lines: [] };
    store.put('EventArchives', { ...archive, Lines: [...archive.Lines, JSON.stringify(event)] });
    store.remove('Events', event.Id);
  }
}

/** Whether an archive may be deleted yet. [docs] */
export function mayDeleteArchive(archive: { readonly CreatedDate: string }, nowMs: number): boolean {
  return nowMs - Date.parse(archive.CreatedDate) >= ARCHIVE_DAYS * DAY_MS;
}
