import { loadLab } from '@octotrain/lab-config';
import type { State } from '@octotrain/octopus-emulator';
import { beforeAll, expect, it } from 'vitest';
import { type LabServer, startLabServer } from '../testing/lab-server.ts';
import { someSecrets, wholeLab } from '../testing/whole-lab.ts';
import { applyLab, planLab } from './apply-lab.ts';

const lab = wholeLab();
let matching: State;

beforeAll(async () => {
  const server = await startLabServer();
  await applyLab({ client: server.client, lab, secrets: someSecrets });
  matching = server.emulator.snapshot();
});

/** Writes the name of something in capital letters, by hand. */
async function shout({ emulator }: LabServer, collection: string, name: string): Promise<void> {
  async function ask(method: string, path: string, body?: object): Promise<unknown> {
    const response = await emulator.fetch(
      new Request(`http://octopus/api/${path}`, {
        method,
        headers: { 'X-Octopus-ApiKey': emulator.administratorKey },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  }
  // A page of things with names.
  const page = (await ask('GET', `${collection}?take=100`)) as { Items: { Id: string; Name: string }[] };
  const stored = page.Items.find(({ Name }) => Name === name);
  if (stored === undefined) throw new Error(`no ${name} in ${collection}`);
  await ask('PUT', `${collection}/${stored.Id}`, { ...stored, Name: name.toUpperCase() });
}

it.each([
  ['space', 'spaces', 'Shop', 'Shop'],
  ['user role', 'userroles', 'Approver', 'Approver'],
  ['team', 'teams', 'Risk Team', 'Risk Team'],
  ['environment', 'Spaces-2/environments', 'Production', 'Production'],
  ['lifecycle', 'Spaces-2/lifecycles', 'Hotfix', 'Hotfix'],
  ['git credential', 'Spaces-2/git-credentials', 'GitHub', 'GitHub'],
  ['feed', 'Spaces-2/feeds', 'Images', 'Images'],
  ['library variable set', 'Spaces-2/libraryvariablesets', 'Tenant Config', 'Tenant Config'],
  ['project group', 'Spaces-2/projectgroups', 'Services', 'Services'],
  ['project', 'Spaces-2/projects', 'web', 'web'],
  ['channel', 'Spaces-2/channels', 'Hotfix', 'web / Hotfix'],
  ['runbook', 'Spaces-2/runbooks', 'Restart', 'worker / Restart'],
  ['tenant', 'Spaces-2/tenants', 'Acme', 'Acme'],
])(
  'sees a %s whose name was written in capital letters as that one difference, and mends it',
  async (kind, collection, name, whole) => {
    const server = await startLabServer({ state: matching });
    await shout(server, collection, name);

    const { plan, result } = await applyLab({ client: server.client, lab, secrets: someSecrets });

    const changes = plan.writes.map(({ change: { action, kind: of, name: one, fields } }) => [action, of, one, fields]);
    expect(changes).toEqual([['update', kind, whole, [expect.objectContaining({ field: 'name' })]]]);
    expect(plan.notInFile.filter((one) => one.kind === kind)).toEqual([]);
    expect(result).toEqual({ ok: true, written: 1, conflicts: 0 });
    expect((await planLab({ client: server.client, lab })).writes.map(({ change }) => change)).toEqual([]);
  },
);

/** Two spaces whose things have the same names, and differ in all else. */
function twins(second: string) {
  const space = (word: string) => `
    feeds: { Images: { url: https://${word}.example.com } }
    tagSets: { Kind: { tags: { Big: { description: ${word} } } } }
    projects:
      web:
        lifecycle: Standard
        multiTenancy: tenantedOrUntenanted
        variables: { Word: { value: ${word}, scope: { channels: [Other], environments: [One] } } }
        templates: { Colour: { help: ${word} } }
        channels: { Other: { description: ${word} } }
        process:
          - { name: Run, kind: script, channels: [Other], environments: [One], script: echo ${word}, packages: { p: { feed: Images } } }
        runbooks:
          Restart: { description: ${word}, process: [{ name: Run, kind: script, script: echo ${word} }] }
    tenants:
      Acme: { description: ${word}, projects: [web], tags: [Kind/Big], values: { Colour: ${word} } }`;
  const text = `version: 1
lab: Twins
shared:
  environments: [{ name: One }, { name: Two }]
  lifecycles: { Standard: { phases: [{ name: One, manual: [One, Two] }] } }
spaces:
  First:
    default: true${space('first')}
  Second:${space(second)}
`;
  const loaded = loadLab({ text, file: 'twins.yaml' });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.lab;
}

it('never takes a thing of one space for one of the same name in another', async () => {
  const server = await startLabServer();
  await applyLab({ client: server.client, lab: twins('second') });
  expect((await planLab({ client: server.client, lab: twins('second') })).writes).toEqual([]);
  const before = server.sent.length;

  const { plan } = await applyLab({ client: server.client, lab: twins('other') });

  expect(plan.writes.length).toBeGreaterThan(8);
  expect(plan.writes.filter(({ change }) => change.space !== 'Second')).toEqual([]);
  const written = server.sent.slice(before).filter(({ method }) => method !== 'GET');
  expect(written.filter(({ path }) => !path.startsWith('/api/Spaces-2/'))).toEqual([]);
  expect((await planLab({ client: server.client, lab: twins('other') })).writes).toEqual([]);
});
