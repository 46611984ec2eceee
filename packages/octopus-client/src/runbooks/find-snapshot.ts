import { OctopusUnknownNameError } from '../errors/octopus-error.ts';
import { openCollection } from '../paging/collection.ts';
import { closestNames } from '../resolving/closest-names.ts';
import type { SpaceContext } from '../space/context.ts';
import type { Runbook, RunbookSnapshot } from '../wire-types.ts';

const path = '/api/{spaceId}/runbooks/{id}/runbookSnapshots';

/** A snapshot of a runbook by name or id. Throws an OctopusUnknownNameError. */
export async function findSnapshot(
  { api, space }: SpaceContext,
  runbook: Runbook,
  reference: string,
): Promise<RunbookSnapshot> {
  const names: string[] = [];
  const all = openCollection(api, path, { params: { path: { spaceId: space.id, id: runbook.Id } } });
  for await (const snapshot of all) {
    const isIt = [snapshot.Id, snapshot.Name].some((each) => each.toLowerCase() === reference.toLowerCase());
    if (isIt) return snapshot;
    names.push(snapshot.Name);
  }
  throw new OctopusUnknownNameError({
    kind: 'snapshot',
    asked: reference,
    within: `runbook "${runbook.Name}" of space "${space.name}"`,
    suggestions: closestNames(reference, names),
    operation: `GET ${path}`,
  });
}
