import { findWritten, finpayLab } from '@octotrain/lab-config';
import { beforeAll, expect, it } from 'vitest';
import { registerAgents } from '../agents/register-agents.ts';
import { applyLab } from '../apply/apply-lab.ts';
import { finpay, type LabServer, startLabServer } from '../testing/lab-server.ts';
import type { Held } from './held.ts';
import { heldByLab } from './held-by-lab.ts';
import { heldByServer } from './held-by-server.ts';
import { placesOf, tallyOf } from './tally.ts';

const lab = finpay();
let server: LabServer;

beforeAll(async () => {
  server = await startLabServer();
  await applyLab({ client: server.client, lab });
  await registerAgents({ client: server.client, lab, simulated: true });
});

/** Without the order in which things were read, and without the order of names in a scope. */
function plain({ spaces, things, values }: Held) {
  const inOrder = (items: readonly object[]) =>
    items.map((item) => JSON.stringify(item, Object.keys(item).toSorted())).toSorted();
  return { spaces: spaces.toSorted(), things: inOrder(things), values: inOrder(values) };
}

it('finds on the server what the file says that it makes, in ten requests a space', async () => {
  const before = server.sent.length;

  const held = await heldByServer({ client: server.client });

  expect(plain(held)).toEqual(plain(heldByLab(lab)));
  const sent = server.sent.slice(before);
  expect(sent.every(({ method }) => method === 'GET')).toBe(true);
  expect(sent.length).toBe(1 + 10 * lab.spaces.length);
});

it('counts a space that the file does not know, and a broker that somebody wrote into a project', async () => {
  const { emulator } = server;
  const other = await startLabServer({ state: emulator.snapshot() });
  const me = await other.client.me();
  const { data: space } = await other.client.api.POST('/api/spaces', {
    body: { Name: 'Sandbox', SpaceManagersTeams: [], SpaceManagersTeamMembers: [me.Id] },
  });
  const path = { spaceId: space.Id };
  await other.client.api.POST('/api/{spaceId}/environments', { params: { path }, body: { Name: 'development' } });
  const set = await other.client.api.POST('/api/{spaceId}/libraryvariablesets', {
    params: { path },
    body: { Name: 'Mine' },
  });
  const params = { path: { ...path, id: set.data.VariableSetId } };
  const { data: variables } = await other.client.api.GET('/api/{spaceId}/variables/{id}', { params });
  const Variables = [{ Name: 'Broker', Value: 'tcp://kafka-1.finpay.internal:9092' }];
  await other.client.api.PUT('/api/{spaceId}/variables/{id}', { params, body: { ...variables, Variables } });

  const held = await heldByServer({ client: other.client });
  const written = findWritten(finpayLab);

  const row = tallyOf(held, written).rows.find(({ name }) => name.toLowerCase() === 'development');
  expect(row).toMatchObject({ held: 4, spaces: { Platform: 1, Payments: 1, Merchants: 1, Sandbox: 1 } });
  const places = placesOf({ value: 'kafka-1.finpay.internal' }, held, written);
  expect(places.held.map((one) => `${one.space} / ${one.owner} / ${one.variable}`)).toContain(
    'Sandbox / Mine / Broker',
  );
  expect(places.held).toHaveLength(4);
  expect(places.written).toHaveLength(1);
});
