import type { components } from '@octotrain/octopus-client';
import { expect, it } from 'vitest';
import { newServer, userWith } from '../testing/people.ts';
import { deviations } from '../testing/wire-check.ts';

type List = components['schemas']['OidcIdentityList'];

const identity = { Name: 'CI', Issuer: 'https://token.example', Subject: 'repo:a/b' };

async function withAccount(IsService = true) {
  const server = await newServer();
  const user = await server.admin.post('/api/users', { Username: 'deployer', DisplayName: 'D', IsService });
  return { ...server, path: `/api/serviceaccounts/${user.body.Id}/oidcidentities` };
}

it('identities are made, read, changed and deleted, in the form that the API describes', async () => {
  const { admin, path } = await withAccount();

  const made = await admin.post(`${path}/create/v1`, identity);
  const changed = await admin.put(`${path}/${made.body.Id}/v1`, { ...made.body, Subject: 'repo:a/*' });
  const read = await admin.get<List['OidcIdentities'][number]>(`${path}/${made.body.Id}/v1`);
  const list = await admin.get<List>(`${path}/v1`);
  const again = await admin.get<List>(`${path}/v1`);
  await admin.remove(`${path}/${made.body.Id}/v1`);

  expect(made.status).toBe(201);
  expect(deviations('OidcIdentity', made.body)).toEqual([]);
  expect([changed.status, changed.body]).toEqual([200, undefined]);
  expect(read.body.Subject).toBe('repo:a/*');
  expect(deviations('OidcIdentityList', list.body)).toEqual([]);
  expect([list.body.Count, list.body.ServerUrl]).toEqual([1, 'http://octopus']);
  expect(again.body.ExternalId).toBe(list.body.ExternalId);
  expect((await admin.get(`${path}/${made.body.Id}/v1`)).status).toBe(404);
});

it('only service accounts have identities, and only of issuers with https', async () => {
  const person = await withAccount(false);
  const service = await withAccount();

  const ofPerson = await person.admin.post(`${person.path}/create/v1`, identity);
  const insecure = await service.admin.post(`${service.path}/create/v1`, {
    ...identity,
    Issuer: 'http://token.example',
  });

  expect(ofPerson.body.Errors).toEqual(["The user 'deployer' is not a service account."]);
  expect(insecure.body.Errors).toEqual(["The issuer 'http://token.example' is not an https address."]);
});

it('identities are read with UserView and changed with UserEdit', async () => {
  const server = await withAccount();
  const { path } = server;
  const viewer = await userWith(server, { username: 'vera', system: ['UserView'] });
  const nobody = await userWith(server, { username: 'ned' });

  expect((await viewer.get(`${path}/v1`)).status).toBe(200);
  expect((await viewer.post(`${path}/create/v1`, identity)).status).toBe(403);
  expect((await nobody.get(`${path}/v1`)).status).toBe(403);
});
