import type { Api } from '../http/api.ts';
import { registerResource } from '../resource/register.ts';
import { parentEnvironments } from './resource.ts';

/** Parents of environments of branches. [client] */
export function registerParentEnvironmentRoutes(api: Api): void {
  registerResource(api, parentEnvironments);
}
