import { expect, test } from 'vitest';
import { loadLab } from '../load/load-lab.ts';
import { finpayLab } from './finpay-lab.ts';

const loaded = loadLab(finpayLab);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
const { lab } = loaded;

/** Custom permissions that a user holds: `space/permission`, restricted ones with their projects. */
function permissionsOf(username: string): readonly string[] {
  return lab.teams
    .filter((team) => team.members.includes(username))
    .flatMap((team) => team.roles)
    .flatMap(({ role, space, projects }) => {
      const permissions = lab.roles.find((one) => one.name === role);
      const granted = (space === undefined ? permissions?.systemPermissions : permissions?.spacePermissions) ?? [];
      const where = [space ?? 'system', ...projects].join('/');
      return granted.map((permission) => `${where}/${permission}`);
    });
}

function builtInRolesOf(username: string): readonly string[] {
  const custom = lab.roles.map((role) => role.name);
  return lab.teams
    .filter((team) => team.members.includes(username))
    .flatMap((team) => team.roles)
    .filter(({ role }) => !custom.includes(role))
    .map(({ role, space, environments, projects }) =>
      [role, space ?? 'system', ...projects, ...environments].join(' / '),
    );
}

test('the train’s account can answer no interruption, not even as a member of a team', () => {
  const answering = permissionsOf('friday-train').filter((permission) => /Interruption\w*Submit/.test(permission));

  expect(answering).toEqual([]);
  expect(builtInRolesOf('friday-train')).toEqual([]);
});

test('the train’s account works the same in all three spaces', () => {
  const inSpace = (space: string) =>
    permissionsOf('friday-train').flatMap((permission) => {
      const [where, name, ...more] = permission.split('/');
      return where === space && more.length === 0 ? [name] : [];
    });

  expect(inSpace('Payments')).toEqual(inSpace('Platform'));
  expect(inSpace('Merchants')).toEqual(inSpace('Platform'));
  expect(inSpace('Platform')).toEqual(
    expect.arrayContaining(['ReleaseCreate', 'DeploymentCreate', 'RunbookRunCreate', 'TaskCancel', 'DefectReport']),
  );
  expect(inSpace('system')).toEqual(['TeamView', 'UserView']);
});

test('the train’s account edits variables of Release Trains and nothing else', () => {
  const edits = permissionsOf('friday-train').filter((permission) => /Edit|Delete|Administer/.test(permission));

  expect(edits).toEqual(['Platform/Release Trains/VariableEdit', 'Platform/Release Trains/VariableEditUnscoped']);
});

test('the Risk Team is a system team of two who answer where they are responsible, in every space', () => {
  const team = lab.teams.find((one) => one.name === 'Risk Team');

  expect(team).not.toHaveProperty('space');
  expect(team?.members).toEqual(['marcus.webb', 'nina.okafor']);
  for (const space of ['Platform', 'Payments', 'Merchants']) {
    expect(permissionsOf('nina.okafor')).toContain(`${space}/InterruptionViewSubmitResponsible`);
  }
  expect(permissionsOf('nina.okafor').filter((one) => one.endsWith('/InterruptionSubmit'))).toEqual([]);
});

test.each([
  [
    'sarah.chen',
    [
      'System Administrator / system',
      'Space Manager / Platform',
      'Space Manager / Payments',
      'Space Manager / Merchants',
    ],
  ],
  ['marcus.webb', ['Space Manager / Payments']],
  ['priya.sharma', ['Space Manager / Merchants']],
  [
    'alex.rivera',
    ['Deployment Creator / Payments / Development / Staging', 'Runbook Consumer / Payments / Development / Staging'],
  ],
  ['nina.okafor', []],
])('%s holds the built-in roles of their work', (username, roles) => {
  expect(builtInRolesOf(username)).toEqual(roles);
});

test('Release Trains is kept in Platform and asks the Risk Team', () => {
  expect(lab.trains).toEqual({ space: 'Platform', project: 'Release Trains', approvers: ['Risk Team'] });
  const platform = lab.spaces.find((space) => space.name === 'Platform');
  const project = platform?.projects.find((one) => one.name === 'Release Trains');
  expect(project?.runbooks.map(({ name, process }) => [name, process.map((step) => step.name)])).toEqual([
    ['Train Approval', ['Approval of Risk Team']],
  ]);
});

test('only the train’s account is a service account', () => {
  expect(lab.users.filter((user) => user.isService).map((user) => user.username)).toEqual(['friday-train']);
  expect(lab.users).toHaveLength(6);
});

test.each([
  ['marcus.webb', ['Platform', 'Merchants']],
  ['priya.sharma', ['Platform', 'Payments']],
])('%s looks at the spaces of others, and does nothing there', (username, spaces) => {
  for (const space of spaces) {
    const there = permissionsOf(username).filter((one) => one.startsWith(`${space}/`));
    expect(there).toContain(`${space}/DeploymentView`);
    expect(there.filter((one) => !/View$|SubmitResponsible$/.test(one))).toEqual([]);
  }
});
