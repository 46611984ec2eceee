import { responsibleTeams } from '../interruptions/raise.ts';
import type { StepDocument } from '../processes/state.ts';
import type { World } from '../world.ts';

const MINUTE_MS = 60_000;
/** How far ahead work may be scheduled. [guess] */
const FURTHEST_MS = 14 * 24 * 60 * MINUTE_MS;

/** Required steps may not be skipped; a manual step with responsible teams counts as one. [docs] */
export function skipProblems(steps: readonly StepDocument[], skipActions: readonly string[]): string[] {
  return steps
    .flatMap(({ Actions }) => Actions)
    .filter(({ Id }) => skipActions.includes(Id))
    .filter(
      (action) => action.IsRequired || (action.ActionType === 'Octopus.Manual' && responsibleTeams(action).length > 0),
    )
    .map(({ Name }) => `The step '${Name}' is required and may not be skipped.`);
}

/** A step that shall be skipped and does not exist is only worth a warning. [docs] */
export function skipWarnings(unknownSteps: readonly string[] = []): string[] {
  return unknownSteps.map((name) => `There is no step '${name}' to skip.`);
}

/** Targets that are named must exist. */
export function unknownMachines({ store }: World, spaceId: string, ids: readonly string[]): string[] {
  return ids
    .filter((id) => store.get('Machines', id)?.SpaceId !== spaceId)
    .map((id) => `The deployment target '${id}' does not exist.`);
}

/** Work may be scheduled for the next 14 days, and may expire a minute after its time at the earliest. [guess] */
export function scheduleProblems(
  nowMs: number,
  { QueueTime, QueueTimeExpiry }: { readonly QueueTime?: string | null; readonly QueueTimeExpiry?: string | null },
): string[] {
  if (QueueTime == null) return QueueTimeExpiry == null ? [] : ['A time to give up needs a time to start.'];
  const startMs = Date.parse(QueueTime);
  if (Number.isNaN(startMs)) return [`'${QueueTime}' is not a time.`];
  if (startMs > nowMs + FURTHEST_MS) return ['Work may be scheduled for at most 14 days ahead.'];
  if (QueueTimeExpiry == null) return [];
  const expiryMs = Date.parse(QueueTimeExpiry);
  if (Number.isNaN(expiryMs)) return [`'${QueueTimeExpiry}' is not a time.`];
  return expiryMs < startMs + MINUTE_MS
    ? ['The time to give up must be at least a minute after the time to start.']
    : [];
}
