import { type Api, ok, param } from '../http/api.ts';
import { findDocument, viewable } from '../resource/find.ts';
import { registerResource } from '../resource/register.ts';
import { connectionOf } from './connection.ts';
import { discovered } from './discover.ts';
import { machines } from './resource.ts';
import { kindsOf, machineRoles } from './roles.ts';
import { showReached } from './show.ts';
import { tasksOfMachine } from './tasks.ts';

/** Deployment targets, and what is known of them besides. */
export function registerMachineRoutes(api: Api): void {
  registerResource(api, machines);
  api.space('GET', '/machineroles/all', machineRoles);
  api.space('GET', '/machines/discover', (context) => {
    context.caller.requirePermission('MachineCreate', { spaceId: context.space.Id });
    return discovered(context);
  });
  api.space('GET', '/machines/:id/connection', (context) =>
    ok(connectionOf(findDocument(machines, context, param(context, 'id')), context.path)),
  );
  api.space('GET', '/machines/:id/tasks', (context) =>
    tasksOfMachine(context, findDocument(machines, context, param(context, 'id')).Id),
  );
  for (const [path, field] of [
    ['/machines/operatingsystem/names/all', 'OperatingSystem'],
    ['/machines/operatingsystem/shells/all', 'ShellName'],
  ] as const) {
    api.space('GET', path, (context) =>
      kindsOf(
        viewable(machines, context).map((machine) => showReached(context.world, machine)),
        field,
      ),
    );
  }
}
