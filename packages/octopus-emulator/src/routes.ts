import { registerArtifactRoutes } from './artifacts/routes.ts';
import { registerChannelRoutes } from './channels/routes.ts';
import { registerDeploymentFreezeRoutes } from './deployment-freezes/routes.ts';
import type { Engine } from './engine.ts';
import { registerEngineRoutes } from './engine-routes.ts';
import { registerEnvironmentRoutes } from './environments/routes.ts';
import { registerEventRoutes } from './events/routes.ts';
import { registerGitCredentialRoutes } from './git-credentials/routes.ts';
import type { Api } from './http/api.ts';
import { registerNotEmulated } from './http/not-emulated.ts';
import { registerLibrarySetRoutes } from './library-sets/routes.ts';
import { registerLifecycleRoutes } from './lifecycles/routes.ts';
import { registerMachinePolicyRoutes } from './machine-policies/routes.ts';
import { registerMachineRoutes } from './machines/routes.ts';
import { registerProcessRoutes } from './processes/routes.ts';
import { registerProjectGroupRoutes } from './project-groups/routes.ts';
import { registerProjectRoutes } from './projects/routes.ts';
import { registerRateLimitRoutes } from './rate-limits/routes.ts';
import { registerRunbookRoutes } from './runbooks/routes.ts';
import { registerScopedUserRoleRoutes } from './scoped-user-roles/routes.ts';
import { registerOidcIdentityRoutes } from './service-accounts/identity-routes.ts';
import { registerSpaceRoutes } from './spaces/routes.ts';
import { registerTagSetRoutes } from './tag-sets/routes.ts';
import { registerTeamRoutes } from './teams/routes.ts';
import { registerTenantRoutes } from './tenants/routes.ts';
import { registerUserRoleRoutes } from './user-roles/routes.ts';
import { registerUserRoutes } from './users/routes.ts';
import { registerVariableRoutes } from './variables/routes.ts';

/** Every route of the emulator. */
export function registerRoutes(api: Api, engine: Engine): void {
  registerSpaceRoutes(api);
  registerUserRoutes(api);
  registerOidcIdentityRoutes(api);
  registerTeamRoutes(api);
  registerUserRoleRoutes(api);
  registerScopedUserRoleRoutes(api);
  registerEnvironmentRoutes(api);
  registerLifecycleRoutes(api);
  registerProjectGroupRoutes(api);
  registerProjectRoutes(api);
  registerProcessRoutes(api);
  registerChannelRoutes(api);
  registerGitCredentialRoutes(api);
  registerLibrarySetRoutes(api);
  registerVariableRoutes(api);
  registerTagSetRoutes(api);
  registerTenantRoutes(api);
  registerMachinePolicyRoutes(api);
  registerMachineRoutes(api);
  registerRunbookRoutes(api);
  registerDeploymentFreezeRoutes(api);
  registerRateLimitRoutes(api);
  registerArtifactRoutes(api);
  registerEventRoutes(api);
  registerEngineRoutes(api, engine);
  // The last, so that whoever does such an operation after all goes before.
  registerNotEmulated(api);
}
