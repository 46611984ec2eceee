import type { RouteContext } from '../http/api.ts';
import { byNameOrId } from '../http/lookup.ts';
import { badRequest } from '../http/problem.ts';
import type { RunbookSnapshotDocument } from '../runbook-snapshots/state.ts';
import type { RunbookDocument } from '../runbooks/state.ts';

/** The named snapshot (by id or name), else the published one. */
export function snapshotOf(
  { world }: RouteContext,
  runbook: RunbookDocument,
  nameOrId: string | null,
): RunbookSnapshotDocument {
  const wanted = nameOrId || runbook.PublishedRunbookSnapshotId;
  if (wanted === null) throw badRequest([`The runbook '${runbook.Name}' has no published snapshot.`]);
  const snapshots = world.store.where('RunbookSnapshots', 'RunbookId', runbook.Id);
  const snapshot = byNameOrId(snapshots, wanted);
  if (snapshot === undefined) throw badRequest([`The runbook '${runbook.Name}' has no snapshot '${wanted}'.`]);
  return snapshot;
}
