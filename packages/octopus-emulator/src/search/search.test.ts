import { expect, it } from 'vitest';
import { newServer, userWith } from '../testing/people.ts';

it('a space is searched by name, and tells what the caller may view', async () => {
  const server = await newServer();
  const { admin } = server;
  await admin.post('/api/environments', { Name: 'Payments Production' });
  await admin.post('/api/tenants', { Name: 'Payments Ltd' });
  const viewer = await userWith(server, { username: 'viewer', space: ['TenantView'] });

  const all = await admin.get<readonly object[]>('/api/spaces/Spaces-1/search?keyword=PAYMENTS');
  const some = await viewer.get<readonly object[]>('/api/spaces/Spaces-1/search?keyword=payments');

  expect(all.body).toMatchObject([
    { Name: 'Payments Ltd', Type: 'Tenant' },
    { Name: 'Payments Production', Type: 'Environment' },
  ]);
  expect(some.body).toMatchObject([{ Name: 'Payments Ltd' }]);
  expect((await admin.get('/api/spaces/Spaces-1/search')).body.Errors).toEqual(['Say what to look for: ?keyword=…']);
});
