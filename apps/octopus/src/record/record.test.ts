import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runProgram } from '@octotrain/command-line';
import { createEmulator } from '@octotrain/octopus-emulator';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { app } from '../app.ts';
import { readSession } from '../session/session.ts';

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'octopus-record-'));
});
afterEach(async () => {
  await rm(cwd, { recursive: true, force: true });
});

/** Runs `octopus record` until it is stopped or has ended. */
async function record(...argv: string[]) {
  const interrupt = new AbortController();
  const err: string[] = [];
  let said: (text: string) => void = () => undefined;
  const ready = new Promise<string>((resolve) => {
    said = resolve;
  });
  const context = createContext({
    stdout: { isTTY: false, write: (text) => said(text) },
    stderr: { isTTY: false, write: (text) => void err.push(text) },
    env: {},
    cwd,
    signal: () => interrupt.signal,
  });
  const ended = runProgram(app, context, ['record', ...argv]);
  const first = await Promise.race([ready, ended.then(() => '')]);
  return {
    url: first.replace('OCTOPUS_URL=', '').trim(),
    ended,
    stderr: () => err.join(''),
    async stop() {
      interrupt.abort();
      return ended;
    },
  };
}

it('passes requests on as they are, and writes them down', async () => {
  const emulator = await createEmulator();
  const { url: against } = await emulator.listen();
  const program = await record('--against', against, '--out', 's.jsonl');
  const headers = { 'X-Octopus-ApiKey': emulator.administratorKey };

  const me = await fetch(`${program.url}/api/users/me?x=1`, { headers });
  const made = await fetch(`${program.url}/api/Spaces-1/environments`, {
    method: 'POST',
    headers,
    body: '{"Name":"Test"}',
  });
  const other = await fetch(`${program.url}/emulator/clock`, { headers });
  const code = await program.stop();
  await emulator.close();

  expect([me.status, made.status, other.status, code]).toEqual([200, 201, 200, 0]);
  const read = readSession(await readFile(join(cwd, 's.jsonl'), 'utf8'));
  expect(read.ok && read.session.exchanges).toMatchObject([
    { n: 1, method: 'GET', target: '/api/users/me?x=1', as: 'key', body: null, status: 200 },
    { n: 2, method: 'POST', body: { json: { Name: 'Test' } }, status: 201, answer: { json: { Name: 'Test' } } },
  ]);
  expect(program.stderr()).toContain('2 exchanges are in s.jsonl.');
});

it('tells a client that the server is not there', async () => {
  const program = await record('--against', 'http://127.0.0.1:1', '--out', 's.jsonl');

  const answer = await fetch(`${program.url}/api`);

  expect(answer.status).toBe(502);
  await program.stop();
});

it('never writes over a file', async () => {
  await writeFile(join(cwd, 's.jsonl'), 'mine');

  const program = await record('--against', 'http://127.0.0.1:1', '--out', 's.jsonl');

  expect(await program.ended).toBe(64);
  expect(program.stderr()).toContain('s.jsonl exists already');
  expect(await readFile(join(cwd, 's.jsonl'), 'utf8')).toBe('mine');
});
