import type { Api } from './http/api.ts';
import { registerSpaceRoutes } from './spaces/routes.ts';

/** Every route of the emulator. */
export function registerRoutes(api: Api): void {
  registerSpaceRoutes(api);
}
