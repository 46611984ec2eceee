import { z } from 'zod';
import { listOf, requiredText } from '../http/fields.ts';
import { sameName } from '../http/names.ts';
import { refuseIfAny } from '../http/problem.ts';
import { randomText } from '../random.ts';
import type { World } from '../world.ts';
import { snapshotAllVariables } from './take.ts';

/** Which variables to take anew. [client] */
export const byNameSchema = z.object({
  Variables: listOf(z.object({ Name: requiredText('a name'), OwnerId: requiredText('an owner') })),
});

/** The variables of a release or of a runbook's snapshot. */
interface Frozen {
  readonly ProjectId: string;
  readonly ProjectVariableSetSnapshotId: string;
  readonly LibraryVariableSetSnapshotIds: readonly string[];
}

/**
 * Takes some variables anew, every value of each name, and leaves the rest as it was frozen. An unknown variable is
 * refused [guess].
 */
export function refreshNamed(
  world: World,
  frozen: Frozen,
  wanted: readonly { readonly Name: string; readonly OwnerId: string }[],
): Pick<Frozen, 'ProjectVariableSetSnapshotId' | 'LibraryVariableSetSnapshotIds'> {
  const { store } = world;
  const now = snapshotAllVariables(world, frozen.ProjectId);
  const current = new Map(
    [now.project, ...now.libraries].map((id) => [store.get('VariableSnapshots', id)?.OwnerId, id]),
  );
  const old = [frozen.ProjectVariableSetSnapshotId, ...frozen.LibraryVariableSetSnapshotIds];
  const owners = new Map(old.map((id) => [store.get('VariableSnapshots', id)?.OwnerId, id]));
  refuseIfAny(
    wanted
      .filter(({ Name, OwnerId }) =>
        [owners.get(OwnerId), current.get(OwnerId)].every((id) => !hasName(world, id, Name)),
      )
      .map(({ Name, OwnerId }) => `There is no variable '${Name}' of '${OwnerId}'.`),
  );
  const mixed = old.map((id) => {
    const snapshot = store.get('VariableSnapshots', id);
    const names = wanted.filter(({ OwnerId }) => OwnerId === snapshot?.OwnerId).map(({ Name }) => Name);
    const fresh = store.get('VariableSnapshots', current.get(snapshot?.OwnerId) ?? '');
    if (snapshot === undefined || fresh === undefined || names.length === 0) return id;
    const isNamed = ({ Name }: { readonly Name: string }) => names.some((name) => sameName(name, Name));
    const Id = `${id.replace(/-s-.*$/, '')}-s-${fresh.Version}-${randomText(world.random, 5)}`;
    store.put('VariableSnapshots', {
      ...snapshot,
      Id,
      Variables: [...snapshot.Variables.filter((one) => !isNamed(one)), ...fresh.Variables.filter(isNamed)],
    });
    return Id;
  });
  const [project = frozen.ProjectVariableSetSnapshotId, ...libraries] = mixed;
  return { ProjectVariableSetSnapshotId: project, LibraryVariableSetSnapshotIds: libraries };
}

function hasName({ store }: World, snapshotId: string | undefined, name: string): boolean {
  const variables = store.get('VariableSnapshots', snapshotId ?? '')?.Variables ?? [];
  return variables.some(({ Name }) => sameName(Name, name));
}
