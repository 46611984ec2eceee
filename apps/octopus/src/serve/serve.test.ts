import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runProgram } from '@octotrain/command-line';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { app } from '../app.ts';

let cwd: string;
const running: { stop(): Promise<number> }[] = [];

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'octopus-app-'));
});
afterEach(async () => {
  for (const program of running.splice(0)) await program.stop();
  await rm(cwd, { recursive: true, force: true });
});

/** Runs the program in this process until it has said two lines, or has ended. */
async function octopus(...argv: string[]) {
  const interrupt = new AbortController();
  const out: string[] = [];
  const err: string[] = [];
  let said: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    said = resolve;
  });
  const output = (texts: string[], told: () => void) => ({
    isTTY: false,
    write(text: string) {
      texts.push(text);
      told();
    },
  });
  const context = createContext({
    stdout: output(out, () => out.join('').split('\n').length > 2 && said()),
    stderr: output(err, () => undefined),
    env: {},
    cwd,
    signal: () => interrupt.signal,
  });
  const ended = runProgram(app, context, argv);
  const stop = () => {
    interrupt.abort();
    return ended;
  };
  running.push({ stop });
  await Promise.race([ready, ended]);
  const lines = out.join('').split('\n');
  return {
    url: lines[0]?.replace('OCTOPUS_URL=', '') ?? '',
    key: lines[1]?.replace('OCTOPUS_API_KEY=', '') ?? '',
    lines,
    stderr: () => err.join(''),
    ended,
    stop,
  };
}

it('says where it is and with which key, serves, and stops in good order', async () => {
  const program = await octopus('serve', '--port', '0', '--data', 'kept');

  expect(program.lines).toEqual([
    expect.stringMatching(/^OCTOPUS_URL=http:\/\/127\.0\.0\.1:\d+$/),
    expect.stringMatching(/^OCTOPUS_API_KEY=API-[A-Z0-9]+$/),
    '',
  ]);
  const me = await fetch(`${program.url}/api/users/me`, { headers: { 'X-Octopus-ApiKey': program.key } });
  expect(me.status).toBe(200);
  expect(await program.stop()).toBe(0);
  await expect(fetch(`${program.url}/api`)).rejects.toThrow(TypeError);
  expect(JSON.parse(await readFile(join(cwd, 'kept', 'keys.json'), 'utf8'))).toEqual({ admin: program.key });
  expect(await readdir(join(cwd, 'kept'))).not.toContain('lock.json');
});

it('says in one sentence that the port is in use', async () => {
  const first = await octopus();

  const second = await octopus('--port', new URL(first.url).port);

  expect(await second.ended).toBe(1);
  expect(second.stderr()).toBe(
    `Port ${new URL(first.url).port} is in use. Choose another one with --port, or leave it out.\n`,
  );
});

it('says in one sentence that the data folder is in use', async () => {
  await octopus('--data', 'kept');

  const second = await octopus('--data', 'kept');

  expect(await second.ended).toBe(75);
  expect(second.stderr()).toMatch(/^The data folder .*kept is in use by process \d+\. .*\n$/);
});

it('refuses a broken faults file with all problems and their places', async () => {
  await writeFile(
    join(cwd, 'faults.yaml'),
    '- match: { stepp: Smoke Test }\n  do: fail\n- match: { step: x }\n  do: explode\n',
  );

  const program = await octopus('--faults', 'faults.yaml');

  expect(await program.ended).toBe(64);
  expect(program.stderr()).toContain('faults.yaml:1:12: 2 problems in the faults file; nothing was started.');
  expect(program.stderr()).toMatch(/1:12\s+unknown key `stepp`/);
  expect(program.stderr()).toMatch(/4:7\s/);
});

it.each([
  [['--faults', 'missing.yaml'], 'The faults file missing.yaml cannot be read'],
  [['--clock', 'virtual', '--speed', '2'], 'A virtual clock has no speed'],
  [['--port', 'high'], "a port is a whole number from 0 to 65535, not 'high'"],
  [['--git', 'nowhere'], 'write ADDRESS=DIR'],
  [['--kubeconfig-for', 'kind-dev=kubeconfig'], 'add --executor shell'],
  [['--executor', 'shell', '--speed', '2'], 'Programs take the time they take'],
  [['--executor', 'shell', '--kubeconfig-for', 'kind-dev'], 'write NAME=FILE'],
  [['--prot', '1'], '--port'],
  [['serve', '--prot', '1'], '--port'],
])('refuses %j', async (argv, sentence) => {
  const program = await octopus(...argv);

  expect(await program.ended).toBe(64);
  expect(program.stderr()).toContain(sentence);
});

it('says which clusters its steps will not reach, and leaves nothing of them behind', async () => {
  const [without, missing] = [
    await octopus('--executor', 'shell', '--data', 'one'),
    await octopus('--executor', 'shell', '--data', 'two', '--kubeconfig-for', 'kind-dev=dev.yaml'),
  ];

  expect(without.stderr()).toContain('No --kubeconfig-for is given: every step on a target will fail.');
  expect(missing.stderr()).toContain(`there is no file ${join(cwd, 'dev.yaml')} yet`);
  expect(await readdir(join(cwd, 'one'))).toContain('work');
  expect([await without.stop(), await missing.stop()]).toEqual([0, 0]);
  expect(await readdir(join(cwd, 'one'))).not.toContain('work');
});

it('starts with a clock that stands still until it is moved', async () => {
  const program = await octopus('--clock', 'virtual');
  const clock = async (path: string, method = 'GET', body?: string) => {
    const headers = { 'X-Octopus-ApiKey': program.key };
    const response = await fetch(`${program.url}/emulator/clock${path}`, {
      method,
      headers,
      ...(body ? { body } : {}),
    });
    // What the server tells of its clock.
    return (await response.json()) as { Now: string };
  };

  const before = await clock('');
  const after = await clock('/advance', 'POST', '{"By":"2h"}');

  expect(Date.parse(after.Now) - Date.parse(before.Now)).toBe(7_200_000);
  expect(program.stderr()).toContain('Its clock stands still');
});

it('has a page that tells nothing until a key is given, unless it is opened', async () => {
  const closed = await octopus();
  const open = await octopus('--open-page');
  const page = async ({ url }: { url: string }) => (await fetch(url)).text();

  expect(await page(closed)).not.toContain('Spaces');
  expect(await page(open)).toContain('Spaces');
});

it('refuses a clone that is not there', async () => {
  const program = await octopus('--git', 'https://example.com/deploy.git=nowhere');

  expect(await program.ended).toBe(64);
  expect(program.stderr()).toBe(
    '--git https://example.com/deploy.git=nowhere: there is no folder nowhere. Clone it first.\n',
  );
  expect(program.lines).toEqual(['']);
});
