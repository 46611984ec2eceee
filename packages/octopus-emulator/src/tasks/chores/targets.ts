import type { MachineDocument } from '../../machines/state.ts';
import type { World } from '../../world.ts';
import { textOf, textsOf } from './arguments.ts';

/**
 * The enabled targets that a chore's arguments name: by `MachineIds`, else by environments and tags; with neither, all of
 * the space. [client for the names of arguments]
 */
export function targetsOf(
  { store }: Pick<World, 'store'>,
  spaceId: string | null,
  args: Readonly<Record<string, unknown>>,
): MachineDocument[] {
  const named = textsOf(args, 'MachineIds');
  const single = textOf(args, 'EnvironmentId');
  const environments = [...textsOf(args, 'EnvironmentIds'), ...(single === undefined ? [] : [single])];
  const tags = textsOf(args, 'TargetRoles').map((tag) => tag.toLowerCase());
  return store.all('Machines').filter((machine) => {
    if (machine.SpaceId !== spaceId || machine.IsDisabled) return false;
    if (named.length > 0) return named.includes(machine.Id);
    return (
      (environments.length === 0 || environments.some((id) => machine.EnvironmentIds.includes(id))) &&
      (tags.length === 0 || machine.Roles.some((role) => tags.includes(role.toLowerCase())))
    );
  });
}

/** Targets and environments that are named must exist in the space. */
export function unknownTargets(
  { store }: Pick<World, 'store'>,
  spaceId: string | null,
  args: Readonly<Record<string, unknown>>,
): string[] {
  const single = textOf(args, 'EnvironmentId');
  const environments = [...textsOf(args, 'EnvironmentIds'), ...(single === undefined ? [] : [single])];
  return [
    ...textsOf(args, 'MachineIds')
      .filter((id) => store.get('Machines', id)?.SpaceId !== spaceId)
      .map((id) => `The deployment target '${id}' does not exist.`),
    ...environments
      .filter((id) => store.get('Environments', id)?.SpaceId !== spaceId)
      .map((id) => `The environment '${id}' does not exist.`),
  ];
}
