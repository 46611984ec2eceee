import type { SecretSource } from '@octotrain/lab-config';
import { describe, expect, it } from 'vitest';
import { applyLab, planLab } from '../apply/apply-lab.ts';
import { pullLab } from '../pull/pull-lab.ts';
import { type LabServer, startLabServer } from '../testing/lab-server.ts';
import { shopLab, shopSecrets } from '../testing/small-lab.ts';
import { fingerprintOf } from './fingerprint.ts';
import { fingerprintSetName } from './fingerprint-set.ts';

const key = 'a key that is long enough';
const lab = { ...shopLab(), fingerprints: { key: { env: 'LAB_FINGERPRINT_KEY', optional: false } } };
const secretsWith = (changed: Record<string, string | undefined> = {}): SecretSource =>
  shopSecrets({ LAB_FINGERPRINT_KEY: key, ...changed });

async function shopServer(): Promise<LabServer> {
  const server = await startLabServer();
  const { result } = await applyLab({ client: server.client, lab, secrets: secretsWith() });
  expect(result.ok).toBe(true);
  return server;
}

const titles = (plan: Awaited<ReturnType<typeof planLab>>) =>
  plan.writes.map(({ change }) => `${change.kind} ${change.name} in ${change.space}`);

/** Everything that whoever may look at the server sees, its audit log included. */
function seenOf(server: LabServer): string {
  const { documents } = server.emulator.snapshot();
  const { LibraryVariableSets, Variables, RunbookSnapshots, Events } = documents;
  return JSON.stringify({
    LibraryVariableSets,
    Fingerprints: Variables?.filter((one) => JSON.stringify(one).includes('Lab.Fingerprints')),
    RunbookSnapshots,
    Events,
  });
}

describe('with a key', () => {
  it('a lab that was applied plans to nothing, and its fingerprints are neither drift nor strangers', async () => {
    const { client } = await shopServer();

    const plan = await planLab({ client, lab, secrets: secretsWith() });

    expect(titles(plan)).toEqual([]);
    expect(plan.notInFile.map(({ name }) => name)).toEqual(['admin']);
    const without = await planLab({ client, lab: shopLab(), secrets: secretsWith() });
    expect(without.notInFile.map(({ name }) => name)).toEqual(['admin']);
    expect(titles(without)).toEqual([]);
  });

  it.each([
    ['FORGE_TOKEN', ['git credential Forge', 'git credential Forge'], 'password'],
    ['IMAGES_TOKEN', ['feed Images', 'feed Images'], 'password'],
    ['REGISTRY_TOKEN', ['library variables Common', 'library variables Common'], 'Registry.Token'],
    ['ACME_KEY', ['tenant variables Acme'], 'web / Key (Development)'],
  ])('another %s is one write of the thing and one of the fingerprints, in each space', async (name, things, field) => {
    const server = await shopServer();
    const { client } = server;
    const before = server.writes().length;
    const secrets = secretsWith({ [name]: 'another-secret-2' });

    const { plan, result } = await applyLab({ client, lab, secrets });

    const isPicture = (kind: string) => kind === 'published runbook';
    const written = plan.writes.filter(({ change }) => !isPicture(change.kind));
    expect(written.map(({ change }) => `${change.kind} ${change.name}`).toSorted()).toEqual(
      [...things, ...things.map(() => `library variables ${fingerprintSetName}`)].toSorted(),
    );
    expect(written[0]?.change.fields[0]).toMatchObject({ field, secret: 'changed' });
    expect(result.ok).toBe(true);
    expect(server.writes().length - before).toBe(plan.writes.length);
    expect(JSON.stringify(server.emulator.snapshot())).toContain('another-secret-2');
    expect(titles(await planLab({ client, lab, secrets }))).toEqual([]);
  });

  it('sends only the secret that changed, and publishes the runbook that would run with the old one', async () => {
    const sent: string[] = [];
    const server = await startLabServer({
      async intercept(request, answer) {
        if (request.method === 'PUT' || request.method === 'POST') sent.push(await request.clone().text());
        return answer();
      },
    });
    const { client } = server;
    await applyLab({ client, lab, secrets: secretsWith() });
    sent.length = 0;

    const { plan } = await applyLab({ client, lab, secrets: secretsWith({ WEB_TOKEN_PROD: 'web-secret-prod-2' }) });

    expect(titles(plan)).toEqual([
      'project variables web in Shop',
      'published runbook web / Restart in Shop',
      `library variables ${fingerprintSetName} in Shop`,
    ]);
    expect(sent.filter((body) => body.includes('web-secret-prod-2'))).toHaveLength(1);
    expect(sent.join()).not.toContain('web-secret-dev-1');
  });

  it('keeps what may be absent and is, also beside a secret that changed', async () => {
    const server = await shopServer();
    const { client } = server;
    const relaxed = JSON.parse(JSON.stringify(lab).replaceAll('"optional":false', '"optional":true')) as typeof lab;
    const secrets = secretsWith({ WEB_TOKEN_DEV: undefined, WEB_TOKEN_PROD: 'web-secret-prod-2' });

    await applyLab({ client, lab: relaxed, secrets });
    const { result } = await applyLab({ client, lab: relaxed, secrets, rewriteSecrets: true });

    expect(result.ok).toBe(true);
    const held = JSON.stringify(server.emulator.snapshot().documents.Variables);
    expect(held).toContain('web-secret-dev-1');
    expect(held).toContain('web-secret-prod-2');
  });

  it('no secret can be seen, and no fingerprint is of the secret alone', async () => {
    const server = await shopServer();

    const seen = seenOf(server);

    for (const secret of [
      'forge-secret-1',
      'images-secret-1',
      'registry-secret-1',
      'web-secret-dev-1',
      'acme-secret-1',
      key,
    ]) {
      expect(seen).not.toContain(secret);
    }
    expect(seen).toContain('Lab.Fingerprints');
    const place = { address: { kind: 'git credential', space: 'Shop', name: 'Forge' }, field: 'password' } as const;
    const one = fingerprintOf({ ...place, value: 'forge-secret-1' }, key);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(seen).toContain(one);
    expect(fingerprintOf({ ...place, value: 'forge-secret-1' }, 'another key of some length')).not.toBe(one);
    expect(fingerprintOf({ ...place, field: 'token', value: 'forge-secret-1' }, key)).not.toBe(one);
  });

  it('writes every secret once more when nothing is recorded of it, or what was recorded cannot be read', async () => {
    const server = await startLabServer();
    const { client } = server;
    await applyLab({ client, lab: shopLab(), secrets: secretsWith() });

    const adopted = await applyLab({ client, lab, secrets: secretsWith() });
    const states = adopted.plan.writes.flatMap(({ change }) => change.fields.map((one) => one.secret ?? ''));
    expect(states.filter((state) => state === 'never recorded').length).toBe(10);
    expect(titles(await planLab({ client, lab, secrets: secretsWith() }))).toEqual([]);

    const space = await client.space('Shop');
    const sets = await client.api.GET('/api/{spaceId}/libraryvariablesets/all', {
      params: { path: { spaceId: space.id } },
    });
    const id = sets.data.find(({ Name }) => Name === fingerprintSetName)?.VariableSetId ?? '';
    const params = { path: { spaceId: space.id, id } };
    const { data } = await client.api.GET('/api/{spaceId}/variables/{id}', { params });
    const body = { ...data, Variables: data.Variables.map((one) => ({ ...one, Value: '{ spoilt' })) };
    await client.api.PUT('/api/{spaceId}/variables/{id}', { params, body });

    const mended = await applyLab({ client, lab, secrets: secretsWith() });
    expect(mended.plan.writes.length).toBeGreaterThan(4);
    expect(titles(await planLab({ client, lab, secrets: secretsWith() }))).toEqual([]);
  });

  it('counts a secret as written only when its fingerprint is: after a cut in between it is written again', async () => {
    const before = await shopServer();
    const secrets = secretsWith({ FORGE_TOKEN: 'forge-secret-2' });
    let isCut = false;
    const server = await startLabServer({
      state: before.emulator.snapshot(),
      async intercept(request, answer) {
        if (isCut) throw new Error('killed');
        isCut = request.method === 'PUT' && request.url.includes('/git-credentials/');
        return answer();
      },
    });
    await applyLab({ client: server.client, lab, secrets }).catch(() => undefined);
    const next = await startLabServer({ state: server.emulator.snapshot() });

    const { plan } = await applyLab({ client: next.client, lab, secrets });

    expect(titles(plan).filter((title) => title.startsWith('git credential'))).toHaveLength(2);
    expect(titles(await planLab({ client: next.client, lab, secrets }))).toEqual([]);
  });
});

describe('without a key', () => {
  it('says that secrets cannot be compared, and plans as if there were no fingerprints', async () => {
    const { client } = await shopServer();
    const changed = secretsWith({ FORGE_TOKEN: 'forge-secret-2' });

    const plan = await planLab({ client, lab: shopLab(), secrets: changed });

    expect(titles(plan)).toEqual([]);
    expect(plan.secrets?.notes).toEqual(['10 secrets cannot be compared: the lab file names no key for fingerprints']);
  });

  it.each([
    ['is not set', undefined, 'the key of the fingerprints: the environment variable LAB_FINGERPRINT_KEY is not set'],
    ['is too short', 'short', 'the key of the fingerprints has fewer than 16 characters'],
  ])('that %s, nothing is written', async (_what, short, message) => {
    const server = await startLabServer();

    const secrets = secretsWith({ LAB_FINGERPRINT_KEY: short });
    const { result } = await applyLab({ client: server.client, lab, secrets });

    expect(result).toMatchObject({ ok: false, written: 0, problems: [{ message }] });
    expect(server.writes()).toEqual([]);
  });
});

it('is no part of a lab that is pulled from the server', async () => {
  const { client } = await shopServer();

  const pulled = await pullLab({ client, name: 'Shop' });

  expect(JSON.stringify(pulled)).not.toContain('Fingerprints');
});
