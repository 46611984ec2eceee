import { type Api, ok, param } from '../http/api.ts';
import { connectionOf } from '../machines/connection.ts';
import { discovered } from '../machines/discover.ts';
import { kindsOf } from '../machines/roles.ts';
import { showReached } from '../machines/show.ts';
import { tasksOfMachine } from '../machines/tasks.ts';
import { findDocument, viewable } from '../resource/find.ts';
import { registerResource } from '../resource/register.ts';
import { workers } from './resource.ts';

/** Workers, and what is known of them besides. */
export function registerWorkerRoutes(api: Api): void {
  registerResource(api, workers);
  api.space('GET', '/workers/discover', (context) => {
    context.caller.requirePermission('WorkerEdit', { spaceId: context.space.Id });
    return discovered(context);
  });
  api.space('GET', '/workers/:id/connection', (context) =>
    ok(connectionOf(findDocument(workers, context, param(context, 'id')), context.path)),
  );
  api.space('GET', '/workers/:id/tasks', (context) =>
    tasksOfMachine(context, findDocument(workers, context, param(context, 'id')).Id),
  );
  for (const [path, field] of [
    ['/workers/operatingsystem/names/all', 'OperatingSystem'],
    ['/workers/operatingsystem/shells/all', 'ShellName'],
  ] as const) {
    api.space('GET', path, (context) =>
      kindsOf(
        viewable(workers, context).map((worker) => showReached(context.world, worker)),
        field,
      ),
    );
  }
}
