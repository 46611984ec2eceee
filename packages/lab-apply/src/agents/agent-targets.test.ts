import { expect, it } from 'vitest';
import { applyLab } from '../apply/apply-lab.ts';
import { finpay, startLabServer } from '../testing/lab-server.ts';
import { agentTargets } from './agent-targets.ts';

const lab = finpay();
const agent = lab.spaces.flatMap(({ agents }) => agents).find(({ name }) => name === 'payments-dev');
if (agent === undefined) throw new Error('FinPay has payments-dev');

async function serving(simulated = true) {
  const server = await startLabServer();
  await applyLab({ client: server.client, lab });
  const targets = agentTargets({ client: server.client, simulated, now: () => new Date() });
  return { server, targets };
}

it('a credential is good for an hour at most, and for nothing once it is revoked', async () => {
  const { server, targets } = await serving();

  const { apiKey, revoke } = await targets.mintCredential(agent);
  const client = server.connect(apiKey);
  const { data: me } = await client.api.GET('/api/users/me');
  const { data: keys } = await client.api.GET('/api/users/{userId}/apikeys', { params: { path: { userId: me.Id } } });

  const key = keys.Items.find(({ Purpose }) => Purpose === 'octotrain: the agent payments-dev registers');
  const lifeMs = Date.parse(key?.Expires ?? '') - Date.now();
  expect(lifeMs).toBeGreaterThan(59 * 60_000);
  expect(lifeMs).toBeLessThanOrEqual(60 * 60_000);
  await revoke();
  await expect(client.api.GET('/api/users/me')).rejects.toMatchObject({ status: 401 });
});

it('a target is there once it is registered, and gone once it is removed', async () => {
  const { targets } = await serving();

  expect(await targets.target(agent)).toBeUndefined();
  await targets.register(agent);
  expect(await targets.target(agent)).toEqual({ health: 'Unknown', isThis: true });
  expect(await targets.removeTarget(agent)).toBe(true);
  expect(await targets.removeTarget(agent)).toBe(false);
  expect(await targets.target(agent)).toBeUndefined();
});

it('a target of the name that leads elsewhere is another, where agents are registered for', async () => {
  const { targets } = await serving();

  await targets.register({ ...agent, context: 'elsewhere' });

  expect(await targets.target(agent)).toMatchObject({ isThis: false });
});
