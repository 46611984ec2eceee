import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { realClock } from '../clock/real-clock.ts';
import { virtualClock } from '../clock/virtual-clock.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator.ts';
import { noFaults } from '../faults/plan.ts';
import { newServer, userWith } from '../testing/people.ts';

interface Told {
  readonly Kind: string;
  readonly Now: string;
  readonly Speed: number | null;
  readonly Settled: boolean;
  readonly NextDue: string | null;
  readonly Errors: readonly string[];
  readonly ErrorMessage: string;
  readonly Problems: readonly { readonly Line: number; readonly Column: number }[];
  readonly Removed: number;
  readonly Items: readonly {
    readonly Id: string;
    readonly Fault: unknown;
    readonly Fired: number;
    readonly Left: number;
  }[];
}

const startMs = Date.parse('2026-01-02T09:00:00Z');
const opened: Emulator[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const emulator of opened.splice(0)) await emulator.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function start(options: EmulatorOptions = {}) {
  const emulator = await createEmulator({ clock: virtualClock(startMs), ...options });
  opened.push(emulator);
  async function ask(method: string, path: string, body?: unknown, key = emulator.administratorKey) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await emulator.fetch(
      new Request(`http://octopus${path}`, {
        method,
        headers: { 'X-Octopus-ApiKey': key },
        ...(text === undefined ? {} : { body: text }),
      }),
    );
    // The test says what it looks for, and fails when it is not there.
    return { status: response.status, body: (await response.json()) as Told };
  }
  return { emulator, ask };
}

describe('the clock over HTTP', () => {
  it('is moved by a duration and to a time, and what falls due on the way happens', async () => {
    const { emulator, ask } = await start();
    const seen: number[] = [];
    emulator.world.clock.after(90_000, () => seen.push(emulator.world.clock.now() - startMs));

    emulator.world.clock.after(100, () => undefined);
    const due = (await ask('GET', '/emulator/clock')).body.NextDue;
    const by = await ask('POST', '/emulator/clock/advance', { By: '1m' });
    const to = await ask('POST', '/emulator/clock/advance', { to: '2026-01-02T09:02:00Z' });

    expect(due).toBe('2026-01-02T09:00:00.100Z');
    expect(by.body).toMatchObject({ Kind: 'virtual', Now: '2026-01-02T09:01:00.000Z', Settled: true });
    expect(to.body).toMatchObject({ Now: '2026-01-02T09:02:00.000Z', Settled: true });
    expect(seen).toEqual([90_000]);
  });

  it('answers when the work that a timer set off has ended, and the timers of that work have fired', async () => {
    const { emulator, ask } = await start();
    const { clock, background } = emulator.world;
    const seen: number[] = [];
    clock.after(1_000, () =>
      background.run(
        new Promise((resolve) => setImmediate(resolve)),
        () => clock.after(1_000, () => seen.push(clock.now() - startMs)),
        () => undefined,
      ),
    );

    await ask('POST', '/emulator/clock/advance', { By: 10 });

    expect(seen).toEqual([2_000]);
  });

  it.each([
    [{}, 'give one of By'],
    [{ By: '5m', To: '2026-01-02T10:00:00Z' }, 'give one of By'],
    [{ By: 'soon' }, "'soon' is not a time"],
    [{ To: '2026-01-02T08:59:59Z' }, 'never goes back'],
    [{ By: '400d' }, 'a year at most'],
  ])('refuses %j', async (body, sentence) => {
    const { ask } = await start();

    const answer = await ask('POST', '/emulator/clock/advance', body);

    expect(answer.status).toBe(400);
    expect(answer.body.Errors.join()).toContain(sentence);
    expect((await ask('GET', '/emulator/clock')).body.Now).toBe('2026-01-02T09:00:00.000Z');
  });

  it('makes simulated work faster on the wall clock, and moves no wall clock', async () => {
    const { emulator, ask } = await start({ clock: realClock() });
    const fired = new Promise<void>((resolve) => emulator.world.clock.after(3_600_000, resolve));

    expect((await ask('PUT', '/emulator/clock', { Speed: 0 })).status).toBe(400);
    expect((await ask('PUT', '/emulator/clock', { Speed: 10_000_000 })).body).toMatchObject({
      Kind: 'real',
      Speed: 10_000_000,
    });
    await fired;
    expect((await ask('POST', '/emulator/clock/advance', { By: 1 })).body.Errors).toEqual([
      'Only a virtual clock can be moved: start the server with one.',
    ]);
  });

  it('goes on where it stood after a restart', async () => {
    const data = await mkdtemp(join(tmpdir(), 'octopus-clock-'));
    folders.push(data);
    const first = await start({ data });
    await first.ask('POST', '/emulator/clock/advance', { By: '3h' });
    await first.emulator.close();
    opened.pop();

    const again = await start({ data });

    expect((await again.ask('GET', '/emulator/clock')).body.Now).toBe('2026-01-02T12:00:00.000Z');
  });
});

describe('faults over HTTP', () => {
  const faults = '- match: { route: GET /api/users/me }\n  do: { status: 503, retryAfter: 2 }\n  times: 1\n';

  it('are added, count what they did, and are removed', async () => {
    const { ask } = await start();

    const added = await ask('POST', '/emulator/faults', `${faults}- match: { route: /api/* }\n  do: { latency: 2s }\n`);
    const struck = await ask('GET', '/api/users/me');
    const spared = await ask('GET', '/api/users/me');
    const listed = (await ask('GET', '/emulator/faults')).body.Items;

    expect([added.status, struck.status, spared.status]).toEqual([201, 503, 200]);
    expect(listed).toEqual([
      {
        Id: '1',
        Fault: { match: { route: 'GET /api/users/me' }, do: { status: 503, retryAfter: 2 }, times: 1 },
        Fired: 1,
        Left: 0,
      },
      { Id: '2', Fault: { match: { route: '/api/*' }, do: { latency: '2s' } }, Fired: 0, Left: null },
    ]);
    expect((await ask('DELETE', '/emulator/faults/1')).body.Removed).toBe(1);
    expect((await ask('DELETE', '/emulator/faults/1')).status).toBe(404);
    expect((await ask('DELETE', '/emulator/faults')).body.Removed).toBe(1);
    expect((await ask('GET', '/emulator/faults')).body.Items).toEqual([]);
  });

  it('are refused whole, with the place of each problem', async () => {
    const { ask } = await start();

    const answer = await ask('POST', '/emulator/faults', `${faults}- match: { stepp: x }\n  do: explode\n`);

    expect(answer.status).toBe(400);
    expect(answer.body.ErrorMessage).toBe('2 problems in the faults; none was added.');
    expect(answer.body.Problems.map(({ Line, Column }) => [Line, Column])).toEqual([
      [4, 12],
      [5, 7],
    ]);
    expect((await ask('GET', '/emulator/faults')).body.Items).toEqual([]);
  });

  it('stand beside those that were given as functions, and never strike control itself', async () => {
    const { ask } = await start({
      faults: {
        ...noFaults,
        forRoute: (method) => (method === 'PUT' ? [{ kind: 'status', status: 500, when: 'before' }] : []),
      },
    });
    await ask('POST', '/emulator/faults', '- match: { route: "/**" }\n  do: { status: 502 }\n');

    expect((await ask('PUT', '/api/users/me', {})).status).toBe(500);
    expect((await ask('GET', '/api/users/me')).status).toBe(502);
    expect((await ask('GET', '/emulator/faults')).status).toBe(200);
  });
});

describe('control', () => {
  it('is for administrators with a key', async () => {
    const server = await newServer({ clock: virtualClock(startMs) });
    const user = await userWith(server, { username: 'alex', system: ['UserView'] });

    expect((await user.get('/emulator/clock')).status).toBe(403);
    expect((await user.post('/emulator/faults', [])).status).toBe(403);
    expect((await server.as('nobody').get('/emulator/clock')).status).toBe(401);
    expect((await server.admin.get('/emulator/clocks')).status).toBe(404);
  });

  it('leaves no line in the audit log', async () => {
    const { emulator, ask } = await start();
    const before = emulator.world.store.all('Events').length;

    await ask('POST', '/emulator/faults', '- match: { step: x }\n  do: fail\n');
    await ask('POST', '/emulator/clock/advance', { By: 1 });

    expect(emulator.world.store.all('Events')).toHaveLength(before);
  });

  it('is the same in process', async () => {
    const { emulator, ask } = await start();

    await emulator.control.clock.advance({ byMs: 60_000 });
    emulator.control.faults.add('- match: { step: Deploy }\n  do: fail\n');

    expect((await ask('GET', '/emulator/clock')).body.Now).toBe('2026-01-02T09:01:00.000Z');
    expect((await ask('GET', '/emulator/faults')).body.Items).toHaveLength(1);
  });
});
