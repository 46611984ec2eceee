import { expect, it } from 'vitest';
import { newServer, userWith } from '../testing/people.ts';

it.each([
  ['', ['CommonVariableScopingFeatureToggle']],
  ['?Name=', ['CommonVariableScopingFeatureToggle']],
  ['?Name=commonvariablescopingfeaturetoggle', ['CommonVariableScopingFeatureToggle']],
  ['?Name=something-else', []],
])('feature toggles asked with "%s" are %j', async (search, names) => {
  const { admin } = await newServer();

  const { body } = await admin.get<{ FeatureToggles: readonly { Name: string; IsEnabled: boolean }[] }>(
    `/api/configuration/feature-toggles${search}`,
  );

  expect(body.FeatureToggles).toEqual(names.map((Name) => ({ Name, IsEnabled: true })));
});

it('sections of the configuration are shown to who may configure the server', async () => {
  const server = await newServer();
  const sarah = await userWith(server, { username: 'sarah', space: ['ProjectView'] });

  expect((await server.admin.get('/api/configuration/Authentication')).body).toMatchObject({
    Id: 'authentication',
    Links: { Values: '/api/configuration/authentication/values' },
  });
  expect((await server.admin.get('/api/configuration')).body.TotalResults).toBe(3);
  expect((await server.admin.get('/api/configuration/nothing')).status).toBe(404);
  expect((await sarah.get('/api/configuration/authentication')).status).toBe(403);
});
