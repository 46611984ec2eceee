import { ok, type Reply, type RouteContext } from '../http/api.ts';

/** `GET /machineroles/all`: every target tag in use, in alphabetical order. */
export function machineRoles({ world, caller, space }: RouteContext): Reply {
  caller.requirePermission('MachineView', { spaceId: space.Id });
  const roles = world.store
    .all('Machines')
    .filter((machine) => machine.SpaceId === space.Id)
    .flatMap((machine) => machine.Roles);
  return ok([...new Set(roles)].sort((a, b) => a.localeCompare(b, 'en', { sensitivity: 'base' })));
}

/** Operating systems or shells that machines run, as far as they said so. [client] */
export function kindsOf(documents: readonly object[], field: 'OperatingSystem' | 'ShellName'): Reply {
  const told = documents.map((document): unknown => Object(document)[field]).filter((value) => value !== 'Unknown');
  return ok([...new Set(told)].sort());
}
