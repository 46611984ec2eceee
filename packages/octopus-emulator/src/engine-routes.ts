import { registerApprovalRoutes } from './approvals/routes.ts';
import { registerDeploymentPreviewRoutes } from './deployments/preview-routes.ts';
import { registerDeploymentRoutes } from './deployments/routes.ts';
import type { Engine } from './engine.ts';
import type { Api } from './http/api.ts';
import { registerInterruptionRoutes } from './interruptions/routes.ts';
import { registerProgressionRoutes } from './progression/routes.ts';
import { registerDefectRoutes } from './releases/defect-routes.ts';
import { registerReleaseProgressionRoutes } from './releases/progression-routes.ts';
import { registerReleaseRoutes } from './releases/routes.ts';
import { registerReleaseTemplateRoutes } from './releases/template-routes.ts';
import { registerReleaseVariablesRoutes } from './releases/variables-routes.ts';
import { registerRunbookRunRoutes } from './runbook-runs/routes.ts';
import { registerRunbookSnapshotChangeRoutes } from './runbook-snapshots/change-routes.ts';
import { registerRunbookSnapshotRoutes } from './runbook-snapshots/routes.ts';
import { registerTaskRoutes } from './tasks/routes.ts';
import { registerProjectTriggerRoutes } from './triggers/routes.ts';

/** Every route about work: releases, deployments, runs, tasks, interruptions and triggers. */
export function registerEngineRoutes(api: Api, engine: Engine): void {
  registerReleaseRoutes(api, engine);
  registerReleaseProgressionRoutes(api);
  registerReleaseTemplateRoutes(api);
  registerReleaseVariablesRoutes(api);
  registerDefectRoutes(api);
  registerDeploymentRoutes(api, engine);
  registerDeploymentPreviewRoutes(api);
  registerProgressionRoutes(api);
  registerRunbookSnapshotRoutes(api);
  registerRunbookSnapshotChangeRoutes(api);
  registerRunbookRunRoutes(api, engine);
  registerTaskRoutes(api, engine);
  registerInterruptionRoutes(api, engine);
  registerProjectTriggerRoutes(api, engine);
  registerApprovalRoutes(api, engine);
}
