import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coloursFor } from '@octotrain/command-line';
import { createEmulator, type Emulator, virtualClock } from '@octotrain/octopus-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noServer, runBootstrap } from '../testing/run-bootstrap.ts';
import { driftText } from './drift-text.ts';

const labFile = `version: 1
lab: Shop
shared:
  environments:
    - name: Production
spaces:
  Shop:
    description: What customers see
    default: true
    projects:
      web:
        description: The shop
        variables:
          Replicas: 2
          Region: eu
        channels: { Hotfix: { description: Quick } }
people:
  users:
    sam: { displayName: Sam Reed, email: sam@example.com }
    ann: { displayName: Ann Lee, email: ann@example.com }
teams:
  Risk Team:
    members: [Ann Lee]
    roles: [{ role: Keeper, in: system }, { role: Keeper, in: [Shop] }]
roles:
  Keeper:
    spacePermissions: [ProjectView, ProjectEdit, ProcessView, ProcessEdit, VariableView, VariableViewUnscoped,
      VariableEdit, VariableEditUnscoped, EnvironmentView, EnvironmentCreate]
    systemPermissions: [TeamView, TeamEdit]
`;

let folder: string;
let emulator: Emulator;
const clock = virtualClock(Date.parse('2026-11-27T09:00:00Z'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octotrain-verify-'));
  await writeFile(join(folder, 'lab.yaml'), labFile);
  emulator = await createEmulator({ clock });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function run(words: string, env: Readonly<Record<string, string | undefined>> = {}) {
  const keys = { OCTOPUS_API_KEY: emulator.administratorKey, ...env };
  return runBootstrap(words.split(' '), { fetch: (request) => emulator.fetch(request), cwd: folder, env: keys });
}

/** What somebody sends with their own key. */
async function by(username: string, method: string, path: string, body?: object) {
  const headers = { 'X-Octopus-ApiKey': emulator.keyOf(username) ?? '', 'content-type': 'application/json' };
  const sent = new Request(`http://octopus/api${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await emulator.fetch(sent);
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
  // The tests below know what they asked for.
  return JSON.parse((await response.text()) || 'null') as never;
}

it('tells of a server that matches', async () => {
  await run('apply lab.yaml --yes');

  const { code, stdout, stderr } = await run('verify lab.yaml');

  expect(code).toBe(0);
  expect(stdout).toMatch(/^No drift: all \d+ things of the file are on the server as it says\.\n/);
  expect(stderr).toBe('on the Octopus server http://octopus\n');
});

it('tells each difference with its line, its reason and who made it', async () => {
  clock.advance(5 * 3_600_000 + 120_000);
  const project: { VariableSetId: string } = await by('ann', 'GET', '/Spaces-1/projects/Projects-1');
  const set: { Variables: { Name: string; Value: string }[] } = await by(
    'ann',
    'GET',
    `/Spaces-1/variables/${project.VariableSetId}`,
  );
  const Variables = set.Variables.map((one) => (one.Name === 'Replicas' ? { ...one, Value: '5' } : one));
  await by('ann', 'PUT', `/Spaces-1/variables/${project.VariableSetId}`, { ...set, Variables });
  const channels: { Items: { Id: string; Name: string }[] } = await by(
    'ann',
    'GET',
    '/Spaces-1/projects/Projects-1/channels',
  );
  const hotfix = channels.Items.find(({ Name }) => Name === 'Hotfix')?.Id;
  await by('ann', 'DELETE', `/Spaces-1/channels/${hotfix}`);
  await by('ann', 'POST', '/Spaces-1/environments', { Name: 'Playground' });
  await writeFile(join(folder, 'lab.yaml'), labFile.replace('The shop', 'The web shop'));

  const { code, stdout, stderr } = await run('verify lab.yaml');

  expect(code).toBe(1);
  expect(stderr).toBe('on the Octopus server http://octopus\n\nnext   pnpm bootstrap apply lab.yaml\n');
  await expect(stdout).toMatchFileSnapshot('golden/verify.txt');
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

it('gives the same as data, and another exit code to scripts that ask for it', async () => {
  const { code, stdout } = await run('verify lab.yaml --json --detailed-exitcode');

  expect(code).toBe(2);
  await expect(stdout).toMatchFileSnapshot('golden/verify.json');
});

it.each([20, 40, 60, 79])('folds to %i columns and loses nothing', async (width) => {
  const { stdout } = await run('verify lab.yaml --json');
  const plain = coloursFor({ write: () => undefined, isTTY: false }, { NO_COLOR: '1' });

  // It is what the program printed a moment ago.
  const text = driftText(JSON.parse(stdout) as never, { colours: plain, width, placeOf: () => undefined });

  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(Math.max(width, 32));
  expect(text.replaceAll(/\s+/g, ' ')).toContain('Replicas: 2 in the file; 5 on the server');
});

it('is mended by apply, and what the file does not name stays', async () => {
  await run('apply lab.yaml --yes');

  const { code, stdout } = await run('verify lab.yaml');

  expect(code).toBe(0);
  expect(stdout).toMatch(/environment Playground in Shop: made by Ann Lee on 2026-11-27/);
});

describe('where it cannot tell', () => {
  it('ends with 130 at Ctrl-C', async () => {
    const interrupt = new AbortController();
    let asked = 0;
    const fetch = (request: Request) => {
      asked += 1;
      if (asked === 3) interrupt.abort(new DOMException('interrupted', 'AbortError'));
      return emulator.fetch(request);
    };
    const env = { OCTOPUS_API_KEY: emulator.administratorKey };

    const { code, stdout, stderr } = await runBootstrap(['verify'], { fetch, env, signal: interrupt.signal });

    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toMatch(/bootstrap: interrupted; run it again to go on\n$/);
  });

  it('ends with 4 for a key that nobody has, and does not show it', async () => {
    const { code, stdout, stderr } = await run('verify lab.yaml', { OCTOPUS_API_KEY: 'API-WRONGWRONGWRONG' });

    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).not.toContain('WRONG');
  });

  it('asks nothing for a file that is wrong', async () => {
    await writeFile(join(folder, 'wrong.yaml'), 'version: 1\nlab: X\nspases: {}\n');

    const { code, stderr } = await runBootstrap(['verify', 'wrong.yaml'], { fetch: noServer, cwd: folder });

    expect(code).toBe(64);
    expect(stderr).toMatch(/^bootstrap: wrong\.yaml:\d+:\d+: the file has \d problems/);
  });
});
