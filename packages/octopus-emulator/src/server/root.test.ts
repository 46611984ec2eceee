import { expect, it } from 'vitest';
import { newServer } from '../testing/people.ts';

/** Links that clients nobody here wrote do not work without. */
const needed = [
  'Channels',
  'CurrentUser',
  'Environments',
  'Lifecycles',
  'ProjectGroups',
  'Projects',
  'Releases',
  'RunbookSnapshots',
  'Runbooks',
  'Self',
  'Spaces',
  'TagSets',
  'Tasks',
  'Teams',
  'Tenants',
  'Users',
  'Variables',
];

it('the root tells where everything is, as templates to expand', async () => {
  const { admin } = await newServer();

  const { Links } = (await admin.get('/api')).body;

  expect(Object.keys(Links)).toEqual(expect.arrayContaining(needed));
  expect(Object.keys(Links).length).toBeGreaterThan(135);
  expect(Links.Projects).toMatch(/^\/api\/projects\{\/id\}\{\?.*clone.*\}$/);
  expect(Links.RunbookProcesses).toContain('/api/runbookProcesses{/id}');
});

it('the root of a space points into it, and says nothing about the server', async () => {
  const { admin } = await newServer();

  const { body } = await admin.get('/api/Spaces-1');

  expect(Object.values(body.Links).every((link) => link.startsWith('/api/Spaces-1'))).toBe(true);
  expect([body.Links.Self, body.Version]).toEqual(['/api/Spaces-1', undefined]);
});

it.each(['Spaces-2', 'spaces-2', 'core-banking', 'Core Banking', 'spaces/core-banking', 'spaces/Spaces-2'])(
  'a space is found in the path as %s',
  async (written) => {
    const { admin } = await newServer();
    await admin.post('/api/spaces', { Name: 'Core Banking', SpaceManagersTeams: ['teams-everyone'] });
    await admin.post('/api/Spaces-2/environments', { Name: 'Development' });

    const { body } = await admin.get(`/api/${encodeURI(written)}/environments`);

    expect(body.Items).toMatchObject([{ Name: 'Development', SpaceId: 'Spaces-2' }]);
  },
);

it('an operation goes before a space of that name', async () => {
  const { admin } = await newServer();
  await admin.post('/api/spaces', { Name: 'Environments', SpaceManagersTeams: ['teams-everyone'] });

  expect((await admin.get('/api/environments')).body).toMatchObject({ ItemType: 'Environment' });
});

it.each(['ProjectGroups-2', 'projectgroups-2', 'core-banking', 'Core Banking', 'CORE BANKING'])(
  'a document is found in the path as %s',
  async (written) => {
    const { admin } = await newServer();
    await admin.post('/api/projectgroups', { Name: 'Core Banking' });

    expect((await admin.get(`/api/projectgroups/${encodeURIComponent(written)}`)).body.Id).toBe('ProjectGroups-2');
  },
);

it('a name that several documents have names none of them', async () => {
  const { admin } = await newServer();
  for (const Name of ['ledger', 'payments']) {
    await admin.post('/api/projects', { Name, ProjectGroupId: 'ProjectGroups-1', LifecycleId: 'Lifecycles-1' });
  }

  expect((await admin.get('/api/channels/default')).status).toBe(404);
  expect((await admin.get('/api/channels/Channels-2')).status).toBe(200);
});
