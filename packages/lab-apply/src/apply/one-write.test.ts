import type { State } from '@octotrain/octopus-emulator';
import { beforeAll, expect, it } from 'vitest';
import { type ItemKind, waves } from '../kinds/waves.ts';
import { startLabServer } from '../testing/lab-server.ts';
import { someSecrets, wholeLab } from '../testing/whole-lab.ts';
import { applyLab, planLab } from './apply-lab.ts';

let matching: State;

beforeAll(async () => {
  const server = await startLabServer();
  const { result } = await applyLab({ client: server.client, lab: wholeLab(), secrets: someSecrets });
  expect(result).toMatchObject({ ok: true, conflicts: 0 });
  expect((await planLab({ client: server.client, lab: wholeLab() })).writes.map(({ change }) => change)).toEqual([]);
  matching = server.emulator.snapshot();
});

type Row = readonly [kind: ItemKind, right: string, wrong: string, field: string, write: RegExp];

const rows: readonly Row[] = [
  ['space', 'Where things are sold', 'Where money is made', 'description', /^PUT \/api\/spaces\/Spaces-2$/],
  ['user role', 'description: Answers', 'description: Says yes', 'description', /^PUT \/api\/userroles\//],
  ['user', 'Ann Lee, email: ann@', 'Ann Lee, email: lee@', 'e-mail', /^PUT \/api\/users\//],
  [
    'environment',
    'description: First }',
    'description: Start }',
    'description',
    /^PUT \/api\/Spaces-\d\/environments\//,
  ],
  ['git credential', 'username: small', 'username: large', 'username', /^PUT \/api\/Spaces-\d\/git-credentials\//],
  ['feed', 'registryPath: shop', 'registryPath: mall', 'registry path', /^PUT \/api\/Spaces-2\/feeds\//],
  ['tag set', '#3156B3', '#FF0000', 'tag Shared, colour', /^PUT \/api\/Spaces-2\/tagsets\//],
  ['project group', 'What runs', 'What walks', 'description', /^PUT \/api\/Spaces-2\/projectgroups\//],
  [
    'library variable set',
    'eu-1, control',
    'us-1, control',
    'template Region, default',
    /^PUT \/api\/Spaces-2\/libraryvariablesets\//,
  ],
  ['team', '[Ann Lee, Bob Ray]', '[Ann Lee]', 'members', /^PUT \/api\/teams\//],
  [
    'lifecycle',
    'manual: [Production] }\n  git',
    'automatic: [Production] }\n  git',
    'phases',
    /^PUT \/api\/Spaces-\d\/lifecycles\//,
  ],
  [
    'library variables',
    'Production: example.com',
    'Production: example.org',
    'Registry (Production)',
    /^PUT \/api\/Spaces-\d\/variables\/variableset-LibraryVariableSets-/,
  ],
  ['project', 'description: The shop', 'description: Our shop', 'description', /^PUT \/api\/Spaces-2\/projects\//],
  ['channel', '[1.0,2.0)', '[1.0,1.5)', 'rules', /^PUT \/api\/Spaces-2\/channels\//],
  ['runbook', 'Starts it anew', 'Stops and starts it', 'description', /^PUT \/api\/Spaces-2\/runbooks\//],
  ['tenant', 'tags: [Hosting/Alone]', 'tags: [Hosting/Shared]', 'tags', /^PUT \/api\/Spaces-2\/tenants\/Tenants-\d$/],
  [
    'tenant variables',
    'Region: us-1, A',
    'Region: eu-1, A',
    'Tenant Config / Region',
    /^PUT \/api\/Spaces-2\/tenants\/Tenants-\d\/variables$/,
  ],
  [
    'deployment process',
    'May it go?',
    'Shall it go?',
    'Approve: instructions',
    /^PUT \/api\/Spaces-2\/deploymentprocesses\//,
  ],
  [
    'project variables',
    'value: warn',
    'value: error',
    'Level',
    /^PUT \/api\/Spaces-2\/variables\/variableset-Projects-/,
  ],
  ['team role', '[Bolt, Acme]', '[Bolt]', 'only tenants', /^PUT \/api\/scopeduserroles\//],
];

/** What lies in every space is written in each of them. */
const everywhere: ReadonlySet<ItemKind> = new Set(['environment', 'git credential', 'lifecycle', 'library variables']);

it.each(rows)('writes one changed %s, whole, with one request', async (kind, right, wrong, field, write) => {
  const lab = wholeLab([right, wrong]);
  const server = await startLabServer({ state: matching });

  const { plan, result } = await applyLab({ client: server.client, lab, secrets: someSecrets });

  const times = everywhere.has(kind) ? 2 : 1;
  const changes = plan.writes.map(({ change }) => [change.kind, change.action, change.fields.map((one) => one.field)]);
  expect(changes).toEqual(Array.from({ length: times }, () => [kind, 'update', [field]]));
  expect(result).toEqual({ ok: true, written: times, conflicts: 0 });
  const writes = server.writes().map(({ method, path }) => `${method} ${path}`);
  expect(writes).toHaveLength(times);
  for (const one of writes) expect(one).toMatch(write);
  expect((await planLab({ client: server.client, lab })).writes.map(({ change }) => change)).toEqual([]);
});

it('writes the changed process of a runbook and publishes it, which is what runs', async () => {
  const lab = wholeLab(['echo again', 'echo once more']);
  const server = await startLabServer({ state: matching });

  const { plan } = await applyLab({ client: server.client, lab, secrets: someSecrets });

  const changes = plan.writes.map(({ change }) => `${change.kind} ${change.name}`);
  expect(changes).toEqual(['runbook process worker / Restart', 'published runbook worker / Restart']);
  expect(server.writes().map(({ method, path }) => `${method} ${path}`)).toEqual([
    expect.stringMatching(/^PUT \/api\/Spaces-2\/runbookProcesses\//),
    'POST /api/Spaces-2/runbookSnapshots',
  ]);
  expect((await planLab({ client: server.client, lab })).writes.map(({ change }) => change)).toEqual([]);
});

it('has a row for every kind', () => {
  const told = new Set<string>([...rows.map(([kind]) => kind), 'runbook process', 'published runbook']);

  expect(waves.flat().filter((kind) => !told.has(kind))).toEqual([]);
});
