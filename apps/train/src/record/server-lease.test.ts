import { describe, expect, it } from 'vitest';
import { ServerTrouble } from '../run/hands.ts';
import { freeKey, haltKey, type KeyState } from './key-state.ts';
import type { KeyStore } from './key-store.ts';
import { type LeaseRequest, openLease, renewEveryMs } from './server-lease.ts';

/** A key without a server: its state, how often it was written, and whether it can be asked. */
function memory() {
  const kept = { state: null as KeyState | null, writes: 0, isAway: false, now: Date.parse('2026-11-27T15:00:00Z') };
  const ask = () => {
    if (kept.isAway) throw new ServerTrouble({ code: 'unreachable', message: 'it is away' });
  };
  const keys: KeyStore = {
    async read() {
      ask();
      return { state: kept.state, at: kept.now };
    },
    async readAll() {
      ask();
      return new Map(kept.state ? [['friday', kept.state]] : []);
    },
    async change(_, decide) {
      ask();
      const { write, answer } = decide(kept.state, kept.now);
      if (write) {
        kept.state = write;
        kept.writes += 1;
      }
      return answer;
    },
  };
  return { kept, keys };
}

type Memory = ReturnType<typeof memory>;

let ids = 0;

function request({ kept, keys }: Memory, change: Partial<LeaseRequest> = {}): LeaseRequest {
  const own = { run: 'friday-1', heads: ['a'], lookedAt: null, begins: true, takeOver: false, replaces: null };
  return {
    keys,
    key: 'friday',
    ...own,
    lazy: false,
    what: 'train friday.yaml',
    ...of('one'),
    isGone: async () => false,
    now: () => kept.now,
    newId: () => `lease-${++ids}`,
    ...change,
  };
}

function of(machine: string): Pick<LeaseRequest, 'me'> {
  return { me: { machine, host: machine, pid: 1, started: null, place: machine } };
}

async function open(of: LeaseRequest) {
  const leasing = await openLease(of);
  if (!leasing.ok) throw new Error(leasing.refusal.is);
  return leasing;
}

describe('a lease that is taken at once', () => {
  it('keeps others out until it is let go of, and leaves word of where the journal ended', async () => {
    const store = memory();
    const { lease } = await open(request(store));

    const second = await openLease(request(store, { ...of('two'), begins: false }));
    await lease.release({ outcome: null, head: 'b' });

    expect(second).toMatchObject({ ok: false, refusal: { is: 'held' } });
    expect(store.kept.state).toMatchObject({ run: 'friday-1', holder: null, left: { head: 'b', outcome: null } });
    expect((await open(request(store, { ...of('two'), begins: false, heads: ['b'] }))).blind).toBe(false);
  });

  it('is renewed now and then, not at every turn, and is lost to whoever took it over', async () => {
    const store = memory();
    const { lease } = await open(request(store));
    await lease.keep();
    const early = store.kept.writes;
    store.kept.now += renewEveryMs;
    await lease.keep();
    const late = store.kept.writes;

    await open(request(store, { ...of('two'), begins: false, takeOver: true }));
    store.kept.now += renewEveryMs;

    expect([early, late]).toEqual([1, 2]);
    expect(await lease.stillMine()).toMatchObject({ is: 'taken' });
    await expect(lease.keep()).rejects.toThrow(/taken over/);
  });

  it('allows no write while a person halts the key, and does again when it is let go', async () => {
    const store = memory();
    const { lease } = await open(request(store));

    store.kept.state = haltKey(store.kept.state, { by: 'Cora', at: '2026-11-27T15:01:00Z', why: 'wait' });
    const halted = await lease.stillMine();
    store.kept.state = { ...store.kept.state, halted: null };

    expect(halted).toMatchObject({ is: 'halted', message: expect.stringContaining('Cora') });
    expect(await lease.stillMine()).toEqual({ is: 'mine' });
  });

  it('is let go of as far as the server can be asked: one that is away is no reason to fail', async () => {
    const store = memory();
    const { lease } = await open(request(store));
    store.kept.isAway = true;

    await expect(lease.release({ outcome: 'done', head: 'b' })).resolves.toBeUndefined();
    await expect(lease.stillMine()).rejects.toThrow('it is away');
  });
});

describe('a lease that is taken when there is something to write', () => {
  const lazy = { lazy: true, begins: false };

  it('writes nothing until then', async () => {
    const store = memory();
    store.kept.state = { ...freeKey, run: 'friday-1', fence: 3 };
    const { lease } = await open(request(store, lazy));

    await lease.keep();
    await lease.release({ outcome: null, head: 'b' });
    const idle = store.kept.writes;
    const busy = await open(request(store, lazy));
    const word = await busy.lease.stillMine();

    expect(idle).toBe(0);
    expect(word).toEqual({ is: 'mine' });
    expect(store.kept.state).toMatchObject({ fence: 4, run: 'friday-1' });
  });

  it('is not taken when somebody has had the key since: what they sent is not in the journal at hand', async () => {
    const store = memory();
    store.kept.state = { ...freeKey, run: 'friday-1', fence: 3 };
    const { lease } = await open(request(store, lazy));
    const between = await open(request(store, { ...of('two'), begins: false }));
    await between.lease.release({ outcome: null, head: 'c' });

    expect(await lease.stillMine()).toMatchObject({ is: 'taken' });
    expect(store.kept.state).toMatchObject({ holder: null, left: { head: 'c' } });
  });

  it('still tells the server that the run has come to its end', async () => {
    const store = memory();
    store.kept.state = { ...freeKey, run: 'friday-1', fence: 3 };
    const { lease } = await open(request(store, lazy));

    await lease.release({ outcome: 'failed', head: 'b' });

    expect(store.kept.state).toMatchObject({ run: null, holder: null, left: { outcome: 'failed', head: 'b' } });
  });
});
