import type { Query } from '../http/query.ts';
import type { Store } from '../store/store.ts';
import type { MachineDocument, ReachedDocument } from './state.ts';

/** Keeps what the filters of targets and workers alike ask for. A filter that is not given lets all pass. */
export function filteredReached<D extends ReachedDocument>(documents: readonly D[], query: Query): readonly D[] {
  const health = query.list('healthStatuses');
  const communication = query.list('commStyles');
  const disabled = query.flag('isDisabled');
  const [partial, thumbprint] = [query.text('machinePartialName')?.toLowerCase(), query.text('thumbprint')];
  return documents.filter(
    (document) =>
      includesOne(health, [document.HealthStatus]) &&
      includesOne(communication, [document.Endpoint.CommunicationStyle]) &&
      (disabled === undefined || disabled === document.IsDisabled) &&
      (partial === undefined || document.Name.toLowerCase().includes(partial)) &&
      (thumbprint === undefined || includesOne([thumbprint], thumbprintsOf(document))),
  );
}

/** The same for targets, and by what only they have. */
export function filteredMachines(
  documents: readonly MachineDocument[],
  query: Query,
  store: Pick<Store, 'get'>,
): readonly MachineDocument[] {
  const [environments, roles] = [query.list('environmentIds'), query.list('roles')];
  const [tenants, tags] = [query.list('tenantIds'), query.list('tenantTags')];
  const deploymentId = query.text('deploymentId');
  const deployedTo = deploymentId && (store.get('Deployments', deploymentId)?.DeployedToMachineIds ?? []);
  return filteredReached(documents, query).filter(
    (machine) =>
      (!deployedTo || deployedTo.includes(machine.Id)) &&
      includesOne(environments, machine.EnvironmentIds) &&
      includesOne(roles, machine.Roles) &&
      includesOne(tenants, machine.TenantIds) &&
      includesOne(tags, machine.TenantTags),
  );
}

function thumbprintsOf({ Endpoint }: ReachedDocument): readonly string[] {
  return [Endpoint.Thumbprint, Endpoint.TentacleEndpointConfiguration?.Thumbprint].filter((text) => text != null);
}

function includesOne(wanted: readonly string[], given: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  const known = new Set(given.map((text) => text.toLowerCase()));
  return wanted.some((text) => known.has(text.toLowerCase()));
}
