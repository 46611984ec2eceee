import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, exitCodes, runProgram } from '@octotrain/command-line';
import type { ProgramCall, ProgramEnd } from '@octotrain/kube-kit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { app } from './app.ts';
import { environmentLines, whatToTry } from './up/what-to-try.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octotrain-lab-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the program with other programs that end as told, and gives what was said and which were run. */
async function runLab(words: readonly string[], ending: ProgramEnd) {
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written) => ({
    isTTY: false,
    columns: 80,
    write(text: string) {
      written[name] += text;
    },
  });
  const calls: (readonly string[])[] = [];
  const run = async ({ args, hear }: ProgramCall): Promise<ProgramEnd> => {
    calls.push(args);
    hear?.('Docker is not needed', 'stderr');
    return ending;
  };
  const context = Object.assign(
    createContext({
      ...{ stdout: output('stdout'), stderr: output('stderr'), env: {}, cwd: folder },
      signal: () => new AbortController().signal,
    }),
    { run, programs: { bootstrap: 'bootstrap.js', octopus: 'octopus.js' } },
  );
  return { code: await runProgram(app, context, words), calls, ...written };
}

it('ends with the code of the first part that fails, and goes no further', async () => {
  const lab = await runLab(['up'], { kind: 'exited', code: exitCodes.heldByAnother, stdout: '', stderr: '' });

  expect(lab.code).toBe(exitCodes.heldByAnother);
  expect(lab.calls).toEqual([
    [
      'bootstrap.js',
      'clusters',
      'up',
      '--json',
      '--folder',
      join(folder, '.octotrain/lab/clusters'),
      '--provider',
      'kwok',
    ],
  ]);
  expect(lab.stdout).toBe('');
  expect(lab.stderr).toContain('     Docker is not needed\n');
});

it('is interrupted when what it runs was stopped', async () => {
  const lab = await runLab(['up', '--provider', 'kind'], { kind: 'stopped', stdout: '', stderr: '' });

  expect(lab.code).toBe(exitCodes.interrupted);
  expect(lab.calls[0]?.slice(-2)).toEqual(['--provider', 'kind']);
});

it('finds nothing to take down where there is no lab', async () => {
  const lab = await runLab(['down'], { kind: 'missing', program: 'bootstrap.js' });

  expect(lab).toMatchObject({ code: exitCodes.done, calls: [], stderr: 'There is no lab here.\n' });
});

it('keeps its folder when the clusters could not be taken down', async () => {
  await runLab(['up'], { kind: 'exited', code: 1, stdout: '', stderr: '' });

  const lab = await runLab(['down'], { kind: 'exited', code: exitCodes.failed, stdout: '', stderr: '' });

  expect(lab.code).toBe(exitCodes.failed);
  expect((await stat(join(folder, '.octotrain/lab'))).isDirectory()).toBe(true);
});

it('tells as JSON what runs', async () => {
  const stdout = JSON.stringify({ schema: 1, clusters: [{ name: 'finpay-dev', state: 'absent' }] });

  const lab = await runLab(['status', '--json'], { kind: 'exited', code: 0, stdout, stderr: '' });

  expect(JSON.parse(lab.stdout)).toEqual({
    schema: 1,
    server: null,
    clusters: [{ name: 'finpay-dev', state: 'absent' }],
  });
});

it('prints lines that the other programs read', () => {
  const lines = environmentLines({
    url: 'http://127.0.0.1:1',
    apiKey: 'API-X',
    kubeconfigs: ['/a', '/b'],
    delimiter: ':',
  });

  expect(lines).toBe('OCTOPUS_URL=http://127.0.0.1:1\nOCTOPUS_API_KEY=API-X\nKUBECONFIG=/a:/b\n');
});

it('says how to run the train with one key and approve it with another', () => {
  const text = whatToTry({ environment: '.octotrain/lab/environment', keys: '.octotrain/lab/server/keys.json' });

  expect(text).toContain('fs.readFileSync(".octotrain/lab/server/keys.json", "utf8")');
  expect(text).toMatch(/key friday-train\) pnpm train trains\/friday.yaml --requested-by nina.okafor/);
  expect(text).toMatch(/key marcus.webb\) pnpm train approve/);
});
