import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runProgram } from '@octotrain/command-line';
import { createEmulator, type Emulator } from '@octotrain/octopus-emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { app } from './app.ts';

let folder: string;
let emulator: Emulator;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octotrain-bootstrap-'));
  emulator = await createEmulator();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Setting {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly isTTY?: boolean;
  readonly answer?: string;
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly signal?: AbortSignal;
}

/** Runs the program in this process against the emulator. */
async function bootstrap(line: string, setting: Setting = {}) {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    write(text: string) {
      written[name] += text;
    },
    isTTY: setting.isTTY ?? false,
    columns: 80,
  });
  const asked: string[] = [];
  const context = Object.assign(
    createContext({
      stdout: output('stdout'),
      stderr: output('stderr'),
      env: {
        OCTOPUS_URL: 'http://octopus',
        OCTOPUS_API_KEY: emulator.administratorKey,
        NO_COLOR: '1',
        OCTOPUS_REQUESTS_PER_MINUTE: '0',
        ...setting.env,
      },
      cwd: folder,
      signal: () => setting.signal ?? new AbortController().signal,
    }),
    {
      fetch: setting.fetch ?? ((request: Request) => emulator.fetch(request)),
      async ask(question: string) {
        asked.push(question);
        return setting.answer ?? '';
      },
    },
  );
  const code = await runProgram(app, context, line.split(' '));
  return { code, asked, ...written };
}

const refuseAll = async (): Promise<Response> => {
  throw new Error('no request may be made');
};

describe('before it asks anything of a server', () => {
  it.each([
    [
      'says what to set',
      'plan',
      { OCTOPUS_URL: undefined, OCTOPUS_API_KEY: undefined },
      /are not set.*pnpm --silent octopus/s,
    ],
    ['wants an address', 'plan', { OCTOPUS_URL: 'octopus.example' }, /begins with http/],
    ['refuses to write where nobody can be asked', 'apply', {}, /say --yes/],
    ['refuses to register agents that run somewhere', 'agents register', {}, /--simulated/],
    ['suggests a flag', 'plan --detailed-exitcodes', {}, /--detailed-exitcode/],
    ['misses a file', 'plan nowhere.yaml', {}, /nowhere\.yaml cannot be read/],
  ])('%s, and ends with 64', async (_what, line, env, expected) => {
    const result = await bootstrap(line, { env, fetch: refuseAll });

    expect(result).toMatchObject({ code: 64, stdout: '' });
    expect(result.stderr).toMatch(expected);
  });

  it('tells all problems of a file with their places', async () => {
    await writeFile(join(folder, 'lab.yaml'), 'version: 1\nlab: X\nspases: {}\nshared: { environments: 3 }\n');

    const result = await bootstrap('apply lab.yaml --yes', { fetch: refuseAll });

    expect(result.code).toBe(64);
    expect(result.stderr).toMatch(/^bootstrap: lab\.yaml:\d+:\d+: the file has \d problems/);
    expect(result.stderr).toMatch(/3:1 .*spases/);
    expect(result.stderr).toMatch(/4:\d+ /);
  });
});

describe('a server that says no', () => {
  it('ends with 4 for a wrong key, without showing it', async () => {
    const result = await bootstrap('plan', { env: { OCTOPUS_API_KEY: 'API-WRONGWRONGWRONG' } });

    expect(result.code).toBe(4);
    expect(result.stderr).toContain('OCTOPUS_API_KEY');
    expect(result.stderr).not.toContain('WRONGWRONG');
    expect(result.stderr).not.toMatch(/^ +at /m);
  });
});

it('stops in good order at Ctrl-C, says how to go on, and ends with 130', async () => {
  const other = await createEmulator();
  const interrupt = new AbortController();
  let writes = 0;
  async function fetch(request: Request): Promise<Response> {
    if (request.method !== 'GET') writes += 1;
    if (writes === 20) interrupt.abort(new DOMException('interrupted', 'AbortError'));
    return other.fetch(request);
  }

  const env = { OCTOPUS_API_KEY: other.administratorKey };
  const result = await bootstrap('apply --yes', { env, fetch, signal: interrupt.signal });

  expect(result.code).toBe(130);
  expect(result.stderr).toMatch(/bootstrap: interrupted: wrote \d+ of \d+; run it again to go on\n$/);
  expect(writes).toBeLessThan(40);
});

it('plans, asks, applies, verifies, and then has nothing to do', async () => {
  const planned = await bootstrap('plan --detailed-exitcode');
  expect(planned.code).toBe(2);
  expect(planned.stdout).toMatch(/^The whole server\n {2}~ change space Platform\n {6}name: Default → Platform\n/);
  expect(planned.stdout).toMatch(/\n {2}\+ create project payments-api\n/);
  expect(planned.stdout).toMatch(/\nPlan: \d+ to create, 1 to change, \d+ unchanged\.\n/);
  expect(planned.stdout).toContain('password: (sensitive, set at creation)');
  expect(planned.stderr).toMatch(
    /^on the Octopus server http.*\n\nnote {3}\d+ secrets cannot be compared: .*\n\d+ requests: \d+ reads, 0 writes\nnext {3}pnpm bootstrap apply\n$/,
  );
  expect(Math.max(...planned.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);

  const declined = await bootstrap('apply', { isTTY: true, answer: 'n' });
  expect(declined.asked).toEqual(['Make these changes? [y/N] ']);
  expect(declined).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/bootstrap: not agreed: nothing was written\n$/),
  });

  const applied = await bootstrap('apply', { isTTY: true, answer: 'y' });
  expect(applied.code).toBe(0);
  expect(applied.stdout).toMatch(/Wrote \d+\. Verified\. No changes: all \d+ things/);
  expect(applied.stderr).toMatch(/\[ *1\/\d+\] \w+ .* · \d+ requests/);
  expect(applied.stderr).toMatch(/\n\d+ requests: \d+ reads, \d+ writes\n$/);

  const again = await bootstrap('apply --yes --json');
  expect(again.code).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject({
    schema: 1,
    lab: 'FinPay',
    create: 0,
    update: 0,
    written: 0,
    verified: true,
  });
  expect((await bootstrap('plan --detailed-exitcode')).code).toBe(0);

  const agents = await bootstrap('agents register --simulated');
  expect(agents.stdout).toMatch(/merchants-prod +kind-finpay-prod +Production +registered/);

  const alex = await bootstrap('plan', { env: { OCTOPUS_API_KEY: emulator.keyOf('alex.rivera') } });
  expect(alex.code).toBe(4);
  expect(alex.stderr).toMatch(/missing the permission UserView/);
});

describe('apply --prune', () => {
  async function serverWithMore() {
    const other = await createEmulator();
    const env = { OCTOPUS_API_KEY: other.administratorKey };
    const fetch = (request: Request) => other.fetch(request);
    await bootstrap('apply --yes', { env, fetch });
    for (const name of ['Sandbox', 'Playground']) {
      const body = JSON.stringify({ Name: name });
      const headers = { 'X-Octopus-ApiKey': other.administratorKey };
      await other.fetch(new Request('http://octopus/api/Spaces-1/environments', { method: 'POST', headers, body }));
    }
    return {
      setting: { env, fetch },
      environments: () => other.world.store.all('Environments').map(({ Name }) => Name),
    };
  }

  it('shows what it would remove, asks for that by itself, and leaves it when the answer is no', async () => {
    const { setting, environments } = await serverWithMore();

    const left = await bootstrap('plan --detailed-exitcode', setting);
    const planned = await bootstrap('plan --prune --detailed-exitcode', setting);
    const declined = await bootstrap('apply --prune', { ...setting, isTTY: true, answer: 'n' });

    expect(left.code).toBe(0);
    expect(left.stdout).toMatch(/\nNot in the file, and left alone: \d things\. With --prune they/);
    expect(planned.code).toBe(2);
    expect(planned.stdout).toMatch(/Plan: 0 to create, 0 to change, 2 to remove, \d+ unchanged\./);
    expect(planned.stdout).toMatch(/\n {2}- remove environment Sandbox in Platform\n/);
    expect(planned.stdout).toMatch(/kept all the same: 1 thing\.\n {2}user admin: it is the account that asks/);
    expect(planned.stderr).toMatch(/\nnext {3}pnpm bootstrap apply --prune\n$/);
    expect(declined.asked).toEqual(['Remove these 2 things from the server, for good? [y/N] ']);
    expect(declined.code).toBe(1);
    expect(declined.stderr).toMatch(/bootstrap: not agreed: nothing was removed\n$/);
    expect(environments()).toContain('Sandbox');
  });

  it('removes with --yes only when --prune was written too, and only what is selected', async () => {
    const { setting, environments } = await serverWithMore();

    await bootstrap('apply --yes', setting);
    expect(environments()).toEqual(expect.arrayContaining(['Sandbox', 'Playground']));

    const one = await bootstrap('apply --yes --prune --only space/Platform/environment/Play* --json', setting);
    expect(one.code).toBe(0);
    expect(JSON.parse(one.stdout)).toMatchObject({
      schema: 1,
      remove: 1,
      removals: [{ kind: 'environment', space: 'Platform', name: 'Playground', goesWith: [] }],
      written: 0,
      removed: 1,
      refused: [],
      verified: true,
      requests: { total: expect.any(Number), reads: expect.any(Number), writes: 1 },
    });
    expect(environments()).toContain('Sandbox');

    const all = await bootstrap('apply --yes --prune', setting);
    expect(all.stdout).toMatch(/\nRemoved 1\. Verified\. No changes/);
    expect(environments()).not.toContain('Sandbox');
  });
});

describe('apply --only', () => {
  it('tells all selectors that are wrong before it asks anything', async () => {
    const result = await bootstrap('plan --only projct --only space/Paymnts', { fetch: refuseAll });

    expect(result.code).toBe(64);
    expect(result.stderr).toMatch(/"projct": .*"project".*\n.*"Paymnts".*"Payments"/);
  });

  it('tells what is needed as well, and the words that make it so', async () => {
    const other = await createEmulator();
    const setting = {
      env: { OCTOPUS_API_KEY: other.administratorKey },
      fetch: (request: Request) => other.fetch(request),
    };

    const planned = await bootstrap('plan --only space/Payments/deployment-process/payments-api', setting);

    expect(planned.stdout).toMatch(/Not selected, but needed by what is: \d+ things\.\n/);
    expect(planned.stdout).toMatch(
      /\n {2}create project payments-api in Payments, for deployment process payments-api/,
    );
    expect(planned.stderr).toMatch(
      /next {3}pnpm bootstrap apply --only space\/Payments\/deployment-process\/payments-api\n$/,
    );
  });
});
