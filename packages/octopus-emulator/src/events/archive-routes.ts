import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { pageReply } from '../http/listing.ts';
import { notFound, refuseIfAny } from '../http/problem.ts';
import { archiveOldEvents, mayDeleteArchive } from './archives.ts';
import type { EventArchiveDocument } from './state.ts';

type System = RouteContext<undefined>;

/** Files of old events. Reading one is a sensitive download, so the log tells of it. [docs] */
export function registerEventArchiveRoutes(api: Api): void {
  api.system('GET', '/events/archives', (context) => {
    const { world, caller } = context;
    caller.requirePermission('EventRetentionView', {});
    archiveOldEvents(world);
    const found = [...world.store.all('EventArchives')].sort((a, b) => (a.Id < b.Id ? 1 : -1));
    return pageReply(context, { itemType: 'EventArchive', found, show: shown });
  });
  api.system('GET', '/events/archives/:file', (context) => {
    const archive = archiveOf(context, 'EventRetentionView');
    record(context, archive, { category: 'EventArchiveDownloaded', verb: 'downloaded' });
    return ok(contentOf(archive));
  });
  api.system('DELETE', '/events/archives/:file', remove);
}

function archiveOf(context: System, permission: 'EventRetentionView' | 'EventRetentionDelete'): EventArchiveDocument {
  const { world, caller } = context;
  caller.requirePermission(permission, {});
  archiveOldEvents(world);
  const file = param(context, 'file');
  const archive = world.store.get('EventArchives', file);
  if (archive === undefined) throw notFound('event archive', file);
  return archive;
}

function remove(context: System): Reply {
  const { world } = context;
  const archive = archiveOf(context, 'EventRetentionDelete');
  const tooYoung = !mayDeleteArchive(archive, world.clock.now());
  refuseIfAny(tooYoung ? [`The event archive '${archive.Id}' can be deleted 30 days after it was made.`] : []);
  world.store.remove('EventArchives', archive.Id);
  record(context, archive, { category: 'Deleted', verb: 'deleted' });
  return ok(undefined);
}

function record(
  { world, caller, userAgent }: System,
  archive: EventArchiveDocument,
  did: { category: string; verb: string },
): void {
  const message = `${caller.user.Username} ${did.verb} the event archive ${archive.Id}`;
  world.record({ category: did.category, message, related: [archive.Id], user: caller.user, userAgent });
}

function contentOf(archive: EventArchiveDocument): Uint8Array {
  return new TextEncoder().encode(`${archive.Lines.join('\n')}\n`);
}

function shown(archive: EventArchiveDocument): object {
  return {
    Id: archive.Id,
    FileName: archive.Id,
    CreatedDate: archive.CreatedDate,
    ModifiedDate: archive.CreatedDate,
    FileBytes: contentOf(archive).length,
    Links: { Self: `/api/events/archives/${archive.Id}` },
  };
}
