import { createHash } from 'node:crypto';
import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { requireInSpace } from '../http/lookup.ts';
import { refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import type { Permission } from '../permissions/names.ts';
import { randomText } from '../random.ts';
import type { World } from '../world.ts';
import { type KubernetesMonitorDocument, monitorSchema } from './state.ts';

const tokenLength = 40;

/** Monitors of clusters: made known, read, forgotten. */
export function registerKubernetesMonitorRoutes(api: Api): void {
  const path = '/observability/kubernetes-monitors';
  api.space('POST', path, register);
  api.space('GET', `${path}/:id`, (context) => ok({ Resource: shown(found(context, 'MachineView')) }));
  api.space('DELETE', `${path}/:id`, remove);
}

/**
 * Registering an installation again keeps its document; it gets a new token unless asked to keep the old one. [client]
 * The machine has to be an agent. [guess]
 */
function register(context: RouteContext): Reply {
  const { world, caller, space } = context;
  caller.requirePermission('MachineEdit', { spaceId: space.Id });
  const written = validated(monitorSchema, context.body);
  const machine = world.store.get('Machines', written.MachineId);
  refuseIfAny(
    machine?.SpaceId !== space.Id
      ? [`The machine '${written.MachineId}' does not exist in this space.`]
      : machine.Endpoint.CommunicationStyle === 'KubernetesTentacle'
        ? []
        : [`The machine '${machine.Name}' is no Kubernetes agent.`],
  );
  const known = world.store
    .all('KubernetesMonitors')
    .find(({ SpaceId, InstallationId }) => SpaceId === space.Id && InstallationId === written.InstallationId);
  const keeps = known !== undefined && written.PreserveAuthenticationToken;
  const monitor: KubernetesMonitorDocument = {
    Id: known?.Id ?? world.store.nextId('KubernetesMonitors'),
    SpaceId: space.Id,
    InstallationId: written.InstallationId,
    MachineId: written.MachineId,
    Token: keeps ? known.Token : randomText(world.random, tokenLength),
  };
  world.store.put('KubernetesMonitors', monitor);
  record(context, monitor, known === undefined ? 'Created' : 'Modified', known);
  return created({
    Resource: shown(monitor),
    AuthenticationToken: keeps ? null : monitor.Token,
    CertificateThumbprint: thumbprint(world),
  });
}

function remove(context: RouteContext): Reply {
  const monitor = found(context, 'MachineEdit');
  context.world.store.remove('KubernetesMonitors', monitor.Id);
  record(context, monitor, 'Deleted');
  return ok(undefined);
}

function found(context: RouteContext, permission: Permission): KubernetesMonitorDocument {
  const { world, caller, space } = context;
  caller.requirePermission(permission, { spaceId: space.Id });
  const id = param(context, 'id');
  return requireInSpace(world, { collection: 'KubernetesMonitors', kind: 'Kubernetes monitor', spaceId: space.Id, id });
}

function shown({ Token, ...monitor }: KubernetesMonitorDocument) {
  const self = `/api/${monitor.SpaceId}/observability/kubernetes-monitors/${monitor.Id}`;
  return { ...monitor, Links: { Self: self } };
}

/** Of the server's own certificate: there is none, so it is made of what is unique about the server. */
function thumbprint({ store }: World): string {
  const uuid = store.get('Installations', 'Installation')?.Uuid ?? '';
  return createHash('sha1').update(uuid).digest('hex').toUpperCase();
}

function record(
  { world, caller, userAgent }: RouteContext,
  monitor: KubernetesMonitorDocument,
  category: 'Created' | 'Modified' | 'Deleted',
  before?: KubernetesMonitorDocument,
): void {
  const verbs = { Created: 'registered', Modified: 'registered again', Deleted: 'deleted' };
  world.record({
    category,
    message: `Kubernetes monitor ${monitor.InstallationId} was ${verbs[category]}`,
    related: [monitor.Id, monitor.MachineId],
    spaceId: monitor.SpaceId,
    user: caller.user,
    userAgent,
    ...(before === undefined ? {} : { before: shown(before), after: shown(monitor) }),
  });
}
