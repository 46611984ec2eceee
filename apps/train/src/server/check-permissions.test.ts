import type { PermissionNeeded } from '@octotrain/train-engine';
import { describe, expect, it } from 'vitest';
import { isGranted } from './check-permissions.ts';

const needed: PermissionNeeded = {
  permission: 'DeploymentCreate',
  space: { id: 'Spaces-2', name: 'Payments' },
  project: { id: 'Projects-3', name: 'payments-api' },
  environment: { id: 'Environments-6', name: 'Production' },
  tenant: null,
};

interface Restrictions {
  readonly space?: string;
  readonly environments?: string[];
  readonly projects?: string[];
  readonly groups?: string[];
  readonly tenants?: string[];
}

function granting({ space = 'Spaces-2', environments = [], projects = [], groups = [], tenants = [] }: Restrictions) {
  return {
    SpacePermissions: {
      DeploymentCreate: [
        {
          SpaceId: space,
          RestrictedToEnvironmentIds: environments,
          RestrictedToProjectIds: projects,
          RestrictedToProjectGroupIds: groups,
          RestrictedToTenantIds: tenants,
        },
      ],
    },
  };
}

describe('what is needed is granted', () => {
  it.each<{ by: string; grant: Restrictions; granted: boolean }>([
    { by: 'a grant without restrictions', grant: {}, granted: true },
    { by: 'a grant in another space', grant: { space: 'Spaces-3' }, granted: false },
    { by: 'a grant for the environment', grant: { environments: ['Environments-6'] }, granted: true },
    { by: 'a grant for another environment', grant: { environments: ['Environments-4'] }, granted: false },
    { by: 'a grant for the project', grant: { projects: ['Projects-3'] }, granted: true },
    { by: 'a grant for another project', grant: { projects: ['Projects-9'] }, granted: false },
    {
      by: 'a grant for groups, of which only the server knows',
      grant: { projects: ['Projects-9'], groups: ['ProjectGroups-1'] },
      granted: true,
    },
    {
      by: 'a grant for tenants, of which an untenanted deployment is none',
      grant: { tenants: ['Tenants-1'] },
      granted: false,
    },
  ])('by $by: $granted', ({ grant, granted }) => {
    expect(isGranted(granting(grant), needed)).toBe(granted);
  });

  it('by nothing at all: false', () => {
    expect(isGranted({ SpacePermissions: {} }, needed)).toBe(false);
  });
});
