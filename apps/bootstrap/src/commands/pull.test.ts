import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyLab, registerAgents } from '@octotrain/lab-apply';
import { finpayLab, loadLab } from '@octotrain/lab-config';
import { createOctopusClient } from '@octotrain/octopus-client';
import { createEmulator, type Emulator } from '@octotrain/octopus-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noServer, runBootstrap } from '../testing/run-bootstrap.ts';

let folder: string;
let emulator: Emulator;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octotrain-pull-'));
  emulator = await createEmulator();
  const loaded = loadLab(finpayLab);
  if (!loaded.ok) throw new Error('FinPay does not load');
  const client = createOctopusClient({
    url: 'http://octopus',
    auth: { apiKey: emulator.administratorKey },
    requestsPerMinute: 0,
    fetch: (request) => emulator.fetch(request),
  });
  await applyLab({ client, lab: loaded.lab });
  await registerAgents({ client, lab: loaded.lab, simulated: true });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function bootstrap(...words: readonly string[]) {
  return runBootstrap(words, {
    fetch: (request) => emulator.fetch(request),
    cwd: folder,
    env: { OCTOPUS_API_KEY: emulator.administratorKey },
  });
}

describe('pull', () => {
  it('writes a file that plans to no change, says what is not in it, and what to do next', async () => {
    const { code, stdout, stderr } = await bootstrap('pull', '--out', 'pulled.yaml', '--lab', 'FinPay');

    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(
      /members of a team Octopus Administrators: who is in a team that every server\s+has is not said/,
    );
    expect(stderr).toMatch(/GITHUB_PASSWORD: password of finpay for the git credential\s+GitHub/);
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('next   pnpm bootstrap plan pulled.yaml');
    expect(await readdir(folder)).toEqual(['pulled.yaml']);
    expect(await readFile(join(folder, 'pulled.yaml'), 'utf8')).toMatch(
      /^# Pulled from http:\/\/octopus: Platform, Payments, Merchants\.\n/,
    );
    const plan = await bootstrap('plan', '--detailed-exitcode', 'pulled.yaml');
    expect(plan.code, plan.stdout).toBe(0);
  });

  it('does not replace a file unless it is told to', async () => {
    await writeFile(join(folder, 'mine.yaml'), 'mine');

    const refused = await runBootstrap(['pull', '--out', 'mine.yaml'], {
      fetch: noServer,
      cwd: folder,
      env: { OCTOPUS_API_KEY: 'API-KEY' },
    });
    expect(refused.code).toBe(64);
    expect(refused.stderr).toContain('mine.yaml is there already; say --force to replace it');
    expect(await readFile(join(folder, 'mine.yaml'), 'utf8')).toBe('mine');

    expect((await bootstrap('pull', '--out', 'mine.yaml', '--force')).code).toBe(0);
    expect(await readFile(join(folder, 'mine.yaml'), 'utf8')).toContain('lab: octopus');
  });

  it('prints the file of one space, whatever the case of its name', async () => {
    const { code, stdout } = await bootstrap('pull', '--space', 'payments');

    expect(code).toBe(0);
    const loaded = loadLab({ text: stdout, file: 'payments.yaml' });
    expect(loaded.ok && loaded.lab.spaces.map(({ name }) => name)).toEqual(['Payments']);
  });

  it('reports as JSON, with the text of the file when it is written nowhere', async () => {
    const { stdout } = await bootstrap('pull', '--json', '--space', 'Platform');

    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      lab: 'Platform',
      server: 'http://octopus',
      spaces: ['Platform'],
      text: expect.stringContaining('cluster-ops'),
      changes: [],
      secrets: [{ env: 'GITHUB_PASSWORD' }],
    });
  });

  it.each<[string, readonly string[], number, RegExp]>([
    [
      'names the spaces that there are',
      ['--space', 'Paymets'],
      64,
      /no space "Paymets".*The server has: Platform, Payments, Merchants\./s,
    ],
    [
      'says when a folder is not there',
      ['--out', 'nowhere/lab.yaml'],
      74,
      /nowhere\/lab\.yaml cannot be written: its folder is not there/,
    ],
  ])('%s', async (_name, words, exit, said) => {
    const { code, stdout, stderr } = await bootstrap('pull', ...words);

    expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
    expect(stderr).toMatch(said);
  });

  it('pulls nothing by halves: what the key may not see ends it', async () => {
    const apiKey = emulator.keyOf('alex.rivera');

    const { code, stdout, stderr } = await runBootstrap(['pull'], {
      fetch: (request) => emulator.fetch(request),
      env: { OCTOPUS_API_KEY: apiKey },
    });

    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toContain("the key's owner may not do this");
  });
});
