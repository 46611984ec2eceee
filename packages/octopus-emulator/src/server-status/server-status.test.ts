import { expect, it } from 'vitest';
import { newServer, userWith } from '../testing/people.ts';

it('the server is one node that is well', async () => {
  const server = await newServer();
  const { admin } = server;
  const anybody = await userWith(server, { username: 'anybody' });

  expect((await anybody.get<object>('/api/serverstatus')).body).toMatchObject({ IsInMaintenanceMode: false });
  expect((await admin.get<object>('/api/serverstatus/health')).body).toMatchObject({ IsOperatingNormally: true });
  const [node] = (await admin.get('/api/octopusservernodes')).body.Items;
  expect((await admin.get(`/api/octopusservernodes/${node?.Id}`)).body.Name).toBe(node?.Name);
  expect((await admin.get('/api/octopusservernodes/ping')).status).toBe(200);
  expect((await admin.get('/api/octopusservernodes/other')).status).toBe(404);
});

it('sections of the configuration are told to those who may configure', async () => {
  const server = await newServer();
  const anybody = await userWith(server, { username: 'anybody' });

  expect((await server.admin.get('/api/configuration/authentication')).body.Links).toMatchObject({
    Values: '/api/configuration/authentication/values',
  });
  expect((await server.admin.get('/api/configuration/authentication/values')).status).toBe(501);
  expect((await anybody.get('/api/configuration/authentication')).status).toBe(403);
});
