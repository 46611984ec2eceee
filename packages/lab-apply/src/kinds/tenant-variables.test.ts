import type { OctopusClient } from '@octotrain/octopus-client';
import { expect, it } from 'vitest';
import { applyLab, planLab } from '../apply/apply-lab.ts';
import { startLabServer } from '../testing/lab-server.ts';
import { someSecrets, wholeLab } from '../testing/whole-lab.ts';

async function commonValues({ api, space }: OctopusClient) {
  const { id: spaceId, tenants } = await space('Shop');
  const path = { spaceId, id: (await tenants.get('Acme')).Id };
  const { data } = await api.GET('/api/{spaceId}/tenants/{id}/commonvariables', { params: { path } });
  return { path, data };
}

/** Template, value and how many environments it is for. */
async function shownValues(client: OctopusClient): Promise<readonly unknown[]> {
  const { data } = await commonValues(client);
  const shown = data.Variables.map(({ Template, Value, Scope }) => [
    Template?.Name,
    typeof Value === 'string' ? Value : 'a secret',
    Scope.EnvironmentIds.length,
  ]);
  return shown.toSorted();
}

it('writes a common value for all environments, and leaves alone what others keep beside it', async () => {
  const server = await startLabServer();
  const { client } = server;
  await applyLab({ client, lab: wholeLab(), secrets: someSecrets });
  const { id: spaceId, environments } = await client.space('Shop');
  const { data: sets } = await client.api.GET('/api/{spaceId}/libraryvariablesets/all', {
    params: { path: { spaceId } },
  });
  const set = sets.find(({ Name }) => Name === 'Tenant Config');
  if (set === undefined) throw new Error('the lab has this set');
  const { data: changed } = await client.api.PUT('/api/{spaceId}/libraryvariablesets/{id}', {
    params: { path: { spaceId, id: set.Id } },
    body: { ...set, Templates: [...set.Templates, { Name: 'Extra', Label: 'Extra' }] },
  });
  const template = (name: string) => changed.Templates.find(({ Name }) => Name === name)?.Id ?? '';
  const { path, data } = await commonValues(client);
  const kept = data.Variables.map(({ Id, TemplateId, Value, Scope }) => ({
    Id,
    OwnerId: set.Id,
    TemplateId,
    Value,
    Scope,
  }));
  const production = (await environments.get('Production')).Id;
  await client.api.PUT('/api/{spaceId}/tenants/{id}/commonvariables', {
    params: { path },
    body: {
      Variables: [
        ...kept,
        { OwnerId: set.Id, TemplateId: template('Extra'), Value: 'by hand', Scope: { EnvironmentIds: [] } },
        { OwnerId: set.Id, TemplateId: template('Region'), Value: 'us-1', Scope: { EnvironmentIds: [production] } },
      ],
    },
  });

  expect((await planLab({ client, lab: wholeLab() })).writes.map(({ change }) => change)).toEqual([]);
  const lab = wholeLab(['Region: us-1, A', 'Region: eu-1, A']);
  const { result } = await applyLab({ client, lab, secrets: someSecrets });

  expect(result).toMatchObject({ ok: true, written: 1 });
  expect(await shownValues(client)).toEqual([
    ['ApiKey', 'a secret', 0],
    ['Extra', 'by hand', 0],
    ['Region', 'eu-1', 0],
    ['Region', 'us-1', 1],
  ]);
});
