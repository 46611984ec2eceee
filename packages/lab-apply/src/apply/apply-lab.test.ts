import { expect, it } from 'vitest';
import { killAfterWrites } from '../testing/killed.ts';
import { finpay, noSecrets, startLabServer } from '../testing/lab-server.ts';
import { applyLab, planLab, verifyLab } from './apply-lab.ts';

const lab = finpay();

/** What a server holds, by name. */
async function heldBy(server: Awaited<ReturnType<typeof startLabServer>>): Promise<readonly string[]> {
  const { observed } = await planLab({ client: server.client, lab });
  return observed.found.map(({ address }) => `${address.kind} ${address.space ?? ''} ${address.name}`).toSorted();
}

it('makes an empty server match FinPay with one write per change, and then has nothing to do', async () => {
  const server = await startLabServer();

  const first = await applyLab({ client: server.client, lab, secrets: noSecrets });
  const writes = server.writes().length;
  const before = server.sent.length;
  const second = await applyLab({ client: server.client, lab, secrets: noSecrets });

  expect(first.result).toEqual({ ok: true, written: first.plan.writes.length, conflicts: 0 });
  expect(writes).toBe(first.plan.writes.length);
  expect(second.plan.writes.map(({ change }) => change)).toEqual([]);
  expect(second.result).toEqual({ ok: true, written: 0, conflicts: 0 });
  expect(server.writes().length).toBe(writes);
  // One request per collection, space and kind of document: nothing is read twice.
  const reads = server.sent.slice(before).map(({ path }) => path);
  expect(new Set(reads).size).toBe(reads.length);
  expect(reads.length).toBeLessThan(40);
});

it('renames the space that a new server has, and makes the others', async () => {
  const server = await startLabServer();

  await applyLab({ client: server.client, lab });

  const { data } = await server.client.api.GET('/api/spaces/all');
  expect(data.map(({ Id, Name, IsDefault }) => [Id, Name, IsDefault]).toSorted()).toEqual([
    ['Spaces-1', 'Platform', true],
    ['Spaces-2', expect.any(String), false],
    ['Spaces-3', expect.any(String), false],
  ]);
});

it('leaves a default space alone that already has a name of its own', async () => {
  const server = await startLabServer();
  const params = { path: { id: 'Spaces-1' } };
  const { data: space } = await server.client.api.GET('/api/spaces/{id}', { params });
  await server.client.api.PUT('/api/spaces/{id}', { params, body: { ...space, Name: 'Precious' } });

  const { plan } = await applyLab({ client: server.client, lab });

  const spaces = plan.writes.filter(({ change }) => change.kind === 'space').map(({ change }) => change.action);
  expect(spaces).toEqual(['create', 'create', 'create']);
  expect(plan.notInFile).toContainEqual({ kind: 'space', name: 'Precious' });
});

it('goes on after a kill behind every tenth write, and ends as if never killed', async () => {
  const undisturbed = await startLabServer();
  await applyLab({ client: undisturbed.client, lab });
  const killer = killAfterWrites(10);
  const server = await startLabServer({ intercept: killer.intercept });

  let lives = 0;
  for (; lives < 30; lives += 1) {
    const outcome = await applyLab({ client: server.client, lab }).catch(() => undefined);
    killer.revive(10);
    if (outcome?.result.ok) break;
  }

  expect(lives).toBeGreaterThan(5);
  killer.revive(Number.POSITIVE_INFINITY);
  expect((await verifyLab({ client: server.client, lab })).writes.map(({ change }) => change)).toEqual([]);
  expect(await heldBy(server)).toEqual(await heldBy(undisturbed));
});

it('writes nothing when a secret is missing or the server lacks a role, and says all of it', async () => {
  const server = await startLabServer();
  const [space, ...spaces] = lab.spaces;
  const [team, ...teams] = lab.teams;
  if (space === undefined || team === undefined) throw new Error('FinPay has spaces and teams');
  const password = { env: 'NOWHERE', optional: false };
  const roles = [{ role: 'Wizard', environments: [], projects: [], projectGroups: [], tenants: [] }];
  const wrong = {
    ...lab,
    spaces: [{ ...space, gitCredentials: space.gitCredentials.map((one) => ({ ...one, password })) }, ...spaces],
    teams: [{ ...team, roles }, ...teams],
  };

  const { result } = await applyLab({ client: server.client, lab: wrong, secrets: noSecrets });

  expect(result.ok).toBe(false);
  const messages = result.ok ? [] : result.problems.map(({ message }) => message);
  expect(messages).toEqual([
    expect.stringContaining('NOWHERE'),
    expect.stringContaining('needs user role "Wizard", which the server does not have'),
  ]);
  expect(server.writes()).toEqual([]);
});

it('reads again and writes once more when somebody else wrote first, and says so', async () => {
  let meddle: (() => Promise<void>) | undefined;
  const server = await startLabServer({
    async intercept(request, answer) {
      const isVariables = request.method === 'PUT' && request.url.includes('/variables/variableset-Projects');
      const first = isVariables ? meddle : undefined;
      if (first !== undefined) {
        meddle = undefined;
        await first();
      }
      return answer();
    },
  });
  await applyLab({ client: server.client, lab });
  const space = await server.client.space('Payments');
  const { VariableSetId: id } = await space.projects.get('fraud-detector');
  const params = { path: { spaceId: space.id, id } };
  const set = (Name: string, Value: string) => async () => {
    const { data } = await server.client.api.GET('/api/{spaceId}/variables/{id}', { params });
    const others = data.Variables.filter((one) => one.Name !== Name);
    await server.client.api.PUT('/api/{spaceId}/variables/{id}', {
      params,
      body: { ...data, Variables: [...others, { Name, Value }] },
    });
  };
  await set('Namespace', 'wrong')();
  meddle = set('Train.Lock', 'held by somebody');

  const { result } = await applyLab({ client: server.client, lab });

  // The runbook is published anew with its variables.
  expect(result).toMatchObject({ ok: true, conflicts: 1 });
  const { data } = await server.client.api.GET('/api/{spaceId}/variables/{id}', { params });
  expect(data.Variables.map(({ Name }) => Name).toSorted()).toEqual([
    'Namespace',
    'Namespace',
    'Namespace',
    'Train.Lock',
  ]);
});
