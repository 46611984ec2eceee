import { unknownIds } from '../resource/references.ts';
import type { Store } from '../store/store.ts';
import type { EndpointDocument } from './endpoint.ts';

/** What an endpoint lacks to be reached. [client for the fields, guess for what is refused] */
export function endpointProblems(endpoint: EndpointDocument): readonly string[] {
  switch (endpoint.CommunicationStyle) {
    case 'TentaclePassive':
      return [...needs(endpoint, ['Thumbprint']), ...addressed(endpoint.Uri, ['https://'], 'Endpoint.Uri')];
    case 'TentacleActive':
      return [...needs(endpoint, ['Thumbprint']), ...addressed(endpoint.Uri, ['poll://'], 'Endpoint.Uri')];
    case 'Ssh':
      return [...needs(endpoint, ['AccountId', 'Host', 'Fingerprint']), ...portProblems(endpoint.Port)];
    case 'AzureWebApp':
      return needs(endpoint, ['AccountId', 'WebAppName']);
    case 'AzureCloudService':
      return needs(endpoint, ['AccountId', 'CloudServiceName', 'StorageAccountName']);
    case 'AzureServiceFabricCluster':
      return needs(endpoint, ['ConnectionEndpoint']);
    case 'Kubernetes':
      return addressed(endpoint.ClusterUrl, ['https://', 'http://'], 'Endpoint.ClusterUrl');
    case 'KubernetesTentacle':
      return agentProblems(endpoint);
    default:
      return [];
  }
}

/** Documents that an endpoint names and that do not exist in its space. */
export function endpointReferences(store: Store, spaceId: string, endpoint: EndpointDocument): readonly string[] {
  const tentacle = endpoint.TentacleEndpointConfiguration;
  const { Authentication } = endpoint;
  return [
    ...unknownIds(store, {
      collection: 'Accounts',
      kind: 'account',
      spaceId,
      ids: [endpoint.AccountId, Authentication?.AccountId],
    }),
    ...unknownIds(store, {
      collection: 'Certificates',
      kind: 'certificate',
      spaceId,
      ids: [endpoint.ClusterCertificate, Authentication?.ClientCertificate],
    }),
    ...unknownIds(store, { collection: 'Proxies', kind: 'proxy', spaceId, ids: [endpoint.ProxyId, tentacle?.ProxyId] }),
    ...unknownIds(store, {
      collection: 'WorkerPools',
      kind: 'worker pool',
      spaceId,
      ids: [endpoint.DefaultWorkerPoolId],
    }),
  ];
}

function needs(endpoint: EndpointDocument, fields: readonly (keyof EndpointDocument)[]): readonly string[] {
  return fields
    .filter((field) => !endpoint[field])
    .map((field) => `An endpoint of style ${endpoint.CommunicationStyle} needs Endpoint.${field}.`);
}

function addressed(uri: string | null | undefined, schemes: readonly string[], field: string): readonly string[] {
  if (schemes.some((scheme) => uri?.startsWith(scheme))) return [];
  return [`The address starts with ${schemes.join(' or ')}: ${field} is '${uri ?? ''}'.`];
}

function portProblems(port: number | null | undefined): readonly string[] {
  if (port === null || port === undefined || (port >= 1 && port <= 65_535)) return [];
  return [`A port is a number from 1 to 65535: Endpoint.Port is ${port}.`];
}

function agentProblems({ TentacleEndpointConfiguration: tentacle }: EndpointDocument): readonly string[] {
  const uri = tentacle?.Uri ?? '';
  return [
    ...(tentacle?.Thumbprint
      ? []
      : ['An agent needs a thumbprint: Endpoint.TentacleEndpointConfiguration.Thumbprint.']),
    ...(uri.startsWith('poll://') || uri.startsWith('https://')
      ? []
      : [
          `An agent's address starts with poll:// or https://: Endpoint.TentacleEndpointConfiguration.Uri is '${uri}'.`,
        ]),
  ];
}
