import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runProgram } from '@octotrain/command-line';
import { createEmulator } from '@octotrain/octopus-emulator';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { app } from '../app.ts';

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'octopus-state-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

async function octopus(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const output = (texts: string[]) => ({ isTTY: false, write: (text: string) => void texts.push(text) });
  const context = createContext({
    stdout: output(out),
    stderr: output(err),
    env: {},
    cwd,
    signal: () => new AbortController().signal,
  });
  const code = await runProgram(app, context, argv);
  return { code, out: out.join(''), err: err.join('') };
}

it('seeds a folder with FinPay, again without writing, and its copy is the same', async () => {
  const first = await octopus('seed', '--data', 'one');
  const again = await octopus('seed', '--data', 'one');
  const exported = await octopus('export', '--data', 'one', '--with-secrets', '--out', 'finpay.jsonl');
  const imported = await octopus('import', 'finpay.jsonl', '--data', 'two');
  const copy = await octopus('export', '--data', 'two', '--with-secrets');

  expect(first.err).toBe('');
  expect([first.code, again.code, exported.code, imported.code, copy.code]).toEqual([0, 0, 0, 0, 0]);
  expect(first.out).toMatch(/^.*one matches .*: \d+ written\.\n$/);
  expect(again.out).toMatch(/there was nothing to write\.\n$/);
  expect(copy.out).toBe(await readFile(join(cwd, 'finpay.jsonl'), 'utf8'));
  const emulator = await createEmulator({ data: join(cwd, 'two') });
  expect(emulator.world.store.all('Projects').length).toBeGreaterThan(3);
  await emulator.close();
}, 60_000);

it.each([
  [['export', '--data', 'none'], 64, 'There is no state in'],
  [['import', 'none.jsonl', '--data', 'x'], 64, 'none.jsonl cannot be read'],
  [['import', 'broken.jsonl', '--data', 'x'], 64, 'Line 1 is not JSON'],
  [['seed', 'broken.yaml', '--data', 'x'], 64, 'broken.yaml:1:1: the file has'],
  [['seed', 'none.yaml', '--data', 'x'], 64, 'none.yaml cannot be read'],
])('refuses %j in one sentence', async (argv, code, sentence) => {
  await writeFile(join(cwd, 'broken.jsonl'), 'x');
  await writeFile(join(cwd, 'broken.yaml'), 'labb: 1\n');

  const program = await octopus(...argv);

  expect(program.code).toBe(code);
  expect(program.err).toContain(sentence);
});

it('refuses to put a state over another, and to read one that a server has open', async () => {
  const emulator = await createEmulator({ data: join(cwd, 'one') });
  const held = await octopus('export', '--data', 'one');
  await emulator.close();
  await octopus('export', '--data', 'one', '--out', 'one.jsonl');

  const over = await octopus('import', 'one.jsonl', '--data', 'one');

  expect(held.code).toBe(75);
  expect(held.err).toContain('is in use by process');
  expect(over.code).toBe(64);
  expect(over.err).toContain('There is a state in');
});
