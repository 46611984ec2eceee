import { describe, expect, it } from 'vitest';
import type { Permission } from './names.ts';
import { allows, type Grant, type Scope } from './rules.ts';

function grant(
  options: Partial<Omit<Grant, 'permissions' | 'systemPermissions'>> & { space?: Permission[]; system?: Permission[] },
): Grant {
  return {
    permissions: new Set(options.space ?? []),
    systemPermissions: new Set(options.system ?? []),
    spaceId: 'Spaces-1',
    environmentIds: [],
    projectIds: [],
    projectGroupIds: [],
    tenantIds: [],
    ...options,
  };
}

const here = { spaceId: 'Spaces-1' };

describe('a grant', () => {
  const production = grant({ space: ['DeploymentCreate', 'LifecycleView'], environmentIds: ['Production'] });
  const acme = grant({ space: ['DeploymentCreate', 'ProjectView'], tenantIds: ['Acme'] });
  const projects = grant({ space: ['ReleaseCreate', 'EnvironmentView'], projectIds: ['A'], projectGroupIds: ['G'] });

  it.each<[string, Grant, Permission, Scope, boolean]>([
    ['in its space', grant({ space: ['TaskView'] }), 'TaskView', here, true],
    ['in another space', grant({ space: ['TaskView'] }), 'TaskView', { spaceId: 'Spaces-2' }, false],
    ['somewhere, when no space is asked for', grant({ space: ['TaskView'] }), 'TaskView', {}, true],
    ['at system level', grant({ space: ['TeamView'] }), 'TeamView', { spaceId: null }, false],
    ['of another permission', grant({ space: ['TaskView'] }), 'TaskCancel', here, false],
    ['in its environment', production, 'DeploymentCreate', { ...here, environmentId: 'Production' }, true],
    ['in another environment', production, 'DeploymentCreate', { ...here, environmentId: 'Staging' }, false],
    ['in some environment', production, 'DeploymentCreate', here, true],
    ['that environments do not restrict', production, 'LifecycleView', { ...here, environmentId: 'Staging' }, true],
    ['for its tenant', acme, 'DeploymentCreate', { ...here, tenantId: 'Acme' }, true],
    ['for another tenant', acme, 'DeploymentCreate', { ...here, tenantId: 'EuroShop' }, false],
    ['for no tenant, restricted to some', acme, 'DeploymentCreate', { ...here, tenantId: null }, false],
    ['for no tenant, unrestricted', production, 'DeploymentCreate', { ...here, tenantId: null }, true],
    ['that tenants do not restrict', acme, 'ProjectView', { ...here, tenantId: null }, true],
    ['in its project', projects, 'ReleaseCreate', { ...here, projectId: 'A', projectGroupId: 'X' }, true],
    ['in a project of its group', projects, 'ReleaseCreate', { ...here, projectId: 'B', projectGroupId: 'G' }, true],
    ['in neither', projects, 'ReleaseCreate', { ...here, projectId: 'B', projectGroupId: 'X' }, false],
    ['that projects do not restrict', projects, 'EnvironmentView', { ...here, projectId: 'B' }, true],
  ])('holds %s', (_, given, permission, scope, expected) => {
    expect(allows([given], permission, scope)).toBe(expected);
  });
});

describe('grants together', () => {
  it('add up, each with its own restrictions', () => {
    const grants = [
      grant({ space: ['DeploymentCreate'], environmentIds: ['Staging'], tenantIds: ['Acme'] }),
      grant({ space: ['DeploymentCreate'], environmentIds: ['Production'], tenantIds: ['EuroShop'] }),
    ];
    const may = (environmentId: string, tenantId: string) =>
      allows(grants, 'DeploymentCreate', { ...here, environmentId, tenantId });

    expect([may('Staging', 'Acme'), may('Production', 'EuroShop')]).toEqual([true, true]);
    expect([may('Staging', 'EuroShop'), may('Production', 'Acme')]).toEqual([false, false]);
  });

  it('of an administrator allow everything; a system permission named in a space allows nothing of it', () => {
    const administrator = grant({ spaceId: null, system: ['AdministerSystem'] });

    expect(allows([administrator], 'DeploymentCreate', { spaceId: 'Spaces-7', tenantId: null })).toBe(true);
    expect(allows([grant({ system: ['AdministerSystem', 'UserView'] })], 'UserView', {})).toBe(false);
  });
});
