import type { Team as LabTeam } from '@octotrain/lab-config';
import { expect, it } from 'vitest';
import { foundTeamRoles } from './team-roles.ts';

type Server = Parameters<typeof foundTeamRoles>[0];

const nowhere = { environments: [], projects: [], projectGroups: [], tenants: [] };

function assigned(environments: readonly string[]): LabTeam['roles'][number] {
  return { ...nowhere, role: 'Approver', space: 'Shop', environments };
}

function named(restrictions: readonly (readonly string[])[], wanted: LabTeam['roles']) {
  const server = {
    teams: [{ Id: 'Teams-1', Name: 'risk team', CanBeDeleted: true }],
    roles: [{ Id: 'UserRoles-1', Name: 'Approver' }],
    teamRoles: restrictions.map((EnvironmentIds, at) => ({
      ...{ ProjectIds: [], ProjectGroupIds: [], TenantIds: [] },
      ...{ Id: `ScopedUserRoles-${at + 9}`, TeamId: 'Teams-1', UserRoleId: 'UserRoles-1', SpaceId: 'Spaces-2' },
      EnvironmentIds,
    })),
    wanted: [{ name: 'Risk Team', description: '', members: [], roles: wanted }],
    spaceName: () => 'Shop',
    nameOf: (id: string) => id.replace('E-', ''),
  };
  // Only what is looked at.
  const found = foundTeamRoles(server as unknown as Server);
  return found.map(({ address, document }) => `${document.Id} is ${address.name}`);
}

it('tells roles of one team apart by what they are restricted to, not by when they were made', () => {
  const wanted = [assigned(['Production', 'Staging']), assigned(['Development'])];

  expect(named([['E-Development'], ['E-Staging', 'E-production']], wanted)).toEqual([
    'ScopedUserRoles-9 is risk team / Approver (2)',
    'ScopedUserRoles-10 is risk team / Approver',
  ]);
});

it('gives what is restricted otherwise the place that is left, the older one first', () => {
  const wanted = [assigned(['Production']), assigned(['Development'])];

  expect(named([['E-Sandbox'], ['E-Production'], ['E-Staging']], wanted)).toEqual([
    'ScopedUserRoles-9 is risk team / Approver (2)',
    'ScopedUserRoles-10 is risk team / Approver',
    'ScopedUserRoles-11 is risk team / Approver (3)',
  ]);
});

it('counts on where the file wants none', () => {
  expect(named([[], ['E-Staging']], [])).toEqual([
    'ScopedUserRoles-9 is risk team / Approver',
    'ScopedUserRoles-10 is risk team / Approver (2)',
  ]);
});
