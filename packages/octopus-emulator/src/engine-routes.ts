import { registerDeploymentRoutes } from './deployments/routes.ts';
import type { Engine } from './engine.ts';
import type { Api } from './http/api.ts';
import { registerInterruptionRoutes } from './interruptions/routes.ts';
import { registerReleaseRoutes } from './releases/routes.ts';
import { registerTaskRoutes } from './tasks/routes.ts';

/** Every route about work: releases, deployments, runs, tasks and interruptions. */
export function registerEngineRoutes(api: Api, engine: Engine): void {
  registerReleaseRoutes(api, engine);
  registerDeploymentRoutes(api, engine);
  registerTaskRoutes(api, engine);
  registerInterruptionRoutes(api, engine);
}
