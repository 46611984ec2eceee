import type { MachineDocument, ReachedDocument } from '../../machines/state.ts';
import type { World } from '../../world.ts';
import { textOf, textsOf } from './arguments.ts';

/**
 * The enabled targets and workers that a chore's arguments name: by `MachineIds`, workers also by their pools, else targets
 * by environments and tags; with none of these, all targets of the space. [client for the names of arguments]
 */
export function reachedOf(
  world: Pick<World, 'store'>,
  spaceId: string | null,
  args: Readonly<Record<string, unknown>>,
): ReachedDocument[] {
  const workers = workersOf(world, spaceId, args);
  const onlyWorkers = textsOf(args, 'MachineIds').length === 0 && workers !== undefined;
  return [...(onlyWorkers ? [] : targetsOf(world, spaceId, args)), ...(workers ?? [])];
}

/** Workers that are named; undefined when no worker is asked for. */
function workersOf(
  { store }: Pick<World, 'store'>,
  spaceId: string | null,
  args: Readonly<Record<string, unknown>>,
): ReachedDocument[] | undefined {
  const named = textsOf(args, 'MachineIds');
  const single = textOf(args, 'WorkerPoolId') ?? textOf(args, 'WorkerpoolId');
  const pools = [...textsOf(args, 'WorkerPoolIds'), ...(single === undefined ? [] : [single])];
  const restricted = textOf(args, 'RestrictedTo')?.toLowerCase() === 'workers';
  if (named.length === 0 && pools.length === 0 && !restricted) return undefined;
  return store.all('Workers').filter((worker) => {
    if (worker.SpaceId !== spaceId || worker.IsDisabled) return false;
    if (named.length > 0) return named.includes(worker.Id);
    return pools.length === 0 || pools.some((id) => worker.WorkerPoolIds.includes(id));
  });
}

/** The enabled targets among them. */
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
      .filter((id) => (store.get('Machines', id) ?? store.get('Workers', id))?.SpaceId !== spaceId)
      .map((id) => `The deployment target '${id}' does not exist.`),
    ...environments
      .filter((id) => store.get('Environments', id)?.SpaceId !== spaceId)
      .map((id) => `The environment '${id}' does not exist.`),
  ];
}
