import { type Api, ok, param } from '../http/api.ts';
import { filtered, pageReply } from '../http/listing.ts';
import { notFound } from '../http/problem.ts';
import { serverVersion } from '../server/root.ts';
import { timeOf } from '../world.ts';
import { registerConfigurationRoutes } from './configuration.ts';
import { serverNode } from './node.ts';

/** How the server is: one node that is always well, and looks for no upgrade. */
export function registerServerStatusRoutes(api: Api): void {
  api.system('GET', '/serverstatus', () =>
    ok({
      IsInMaintenanceMode: false,
      MaintenanceExpires: null,
      IsUpgradeAvailable: false,
      IsMajorMinorUpgrade: false,
      MaximumAvailableVersion: null,
      MaximumAvailableVersionCoveredByLicense: null,
      IsDatabaseEncrypted: false,
      Links: {
        Self: '/api/serverstatus',
        Health: '/api/serverstatus/health',
        SystemInfo: '/api/serverstatus/system-info',
        RecentLogs: '/api/serverstatus/logs',
        ExtensionStats: '/api/serverstatus/extensions',
        Timezones: '/api/serverstatus/timezones',
      },
    }),
  );
  api.system('GET', '/serverstatus/health', ({ path, world }) =>
    ok({
      // It answers, and loses nothing: that is normal work still. What is wrong is in the logs, for whoever may read them.
      Description:
        world.keepingTrouble() === undefined
          ? 'The node works normally.'
          : 'The node works, but cannot tidy its data folder.',
      IsOperatingNormally: true,
      IsEntireClusterReadOnly: false,
      IsEntireClusterDrainingTasks: false,
      IsCompliantWithLicense: true,
      Links: { Self: path },
    }),
  );
  api.system('GET', '/serverstatus/extensions', () => ok([]));
  api.system('GET', '/serverstatus/timezones', () =>
    ok(Intl.supportedValuesOf('timeZone').map((name) => ({ Id: name, Name: name, IsLocal: name === 'UTC' }))),
  );
  api.system('GET', '/serverstatus/system-info', ({ caller, path }) => {
    caller.requirePermission('ConfigureServer', {});
    return ok({ Version: serverVersion, Links: { Self: path } });
  });
  api.system('GET', '/serverstatus/logs', (context) => {
    context.caller.requirePermission('ConfigureServer', {});
    const trouble = context.world.keepingTrouble();
    if (trouble === undefined) return ok([]);
    return ok([{ Category: 'Warning', OccurredAt: timeOf(context.world), MessageText: trouble, Detail: '' }]);
  });
  registerNodeRoutes(api);
  registerConfigurationRoutes(api);
}

function registerNodeRoutes(api: Api): void {
  api.system('GET', '/octopusservernodes', (context) => {
    const found = filtered([serverNode(context.world)], context.query);
    return pageReply(context, { itemType: 'OctopusServerNode', found, show: (node) => node });
  });
  api.system('GET', '/octopusservernodes/all', ({ world, query }) => ok(filtered([serverNode(world)], query)));
  api.system('GET', '/octopusservernodes/summary', ({ world }) => ok({ Nodes: [serverNode(world)] }));
  api.system('GET', '/octopusservernodes/ping', ({ world }) => ok(serverNode(world)));
  api.system('GET', '/octopusservernodes/:id', (context) => {
    const node = serverNode(context.world);
    if (param(context, 'id') !== node.Id) throw notFound('server node', param(context, 'id'));
    return ok(node);
  });
}
