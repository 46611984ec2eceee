import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  expiresAfterMs,
  freeKey,
  haltKey,
  judgeKey,
  type KeyHolder,
  type KeyLeft,
  type KeyState,
  type KeyWish,
  leaveKey,
  renewKey,
  takeKey,
  unhaltKey,
} from './key-state.ts';

const noon = Date.parse('2026-11-24T12:00:00Z');

function holder(id: string, change: Partial<KeyHolder> & { atMs?: number } = {}): KeyHolder {
  const { atMs = 0, ...rest } = change;
  const at = new Date(noon + atMs).toISOString();
  const where = { machine: `machine-of-${id}`, host: `host-of-${id}`, place: `place-of-${id}` };
  return { id, ...where, pid: 7, started: null, what: 'train friday.yaml', since: at, renewed: at, ...rest };
}

function wish(id: string, change: Partial<KeyWish> & { atMs?: number } = {}): KeyWish {
  const { atMs = 0, ...rest } = change;
  return {
    run: 'run-1',
    holder: holder(id, { atMs }),
    heads: [],
    lookedAt: null,
    gone: null,
    takeOver: false,
    replaces: null,
    begins: false,
    ...rest,
  };
}

function left(change: Partial<KeyLeft> = {}): KeyLeft {
  const at = new Date(noon).toISOString();
  return { run: 'run-1', machine: 'machine-of-a', host: 'host-of-a', head: 'end-of-a', at, outcome: null, ...change };
}

const heldByA: KeyState = { ...freeKey, fence: 3, run: 'run-1', holder: holder('a') };
const leftByA: KeyState = { ...freeKey, fence: 3, run: 'run-1', left: left() };
const halted = { by: 'Cora', at: new Date(noon).toISOString(), why: 'the database is down' };

describe('a key', () => {
  it('is taken when nobody has it, and its number grows with each taking', () => {
    const first = takeKey(null, wish('a', { begins: true }));
    expect(first).toMatchObject({ is: 'taken', blind: false, state: { fence: 1, run: 'run-1', holder: { id: 'a' } } });

    expect(takeKey(leftByA, wish('b'))).toMatchObject({ is: 'taken', state: { fence: 4, holder: { id: 'b' } } });
  });

  it('stays as it is when its holder asks again, as after a lost answer', () => {
    expect(takeKey(heldByA, wish('a'))).toEqual({ is: 'taken', state: heldByA, blind: false });
  });

  it.each<[string, Partial<KeyWish> & { atMs?: number }, string]>([
    ['is not taken from whoever has it', {}, 'held'],
    ['is taken from one that is known to be gone', { gone: 'a' }, 'taken'],
    ['is not taken because another is gone', { gone: 'z' }, 'held'],
    ['is taken from one that has been silent for long', { atMs: expiresAfterMs + 1 }, 'taken'],
    ['is not taken from one that was heard of just in time', { atMs: expiresAfterMs }, 'held'],
    ['is taken when a person says that its holder is gone', { takeOver: true }, 'taken'],
  ])('%s', (_, change, is) => {
    expect(takeKey(heldByA, wish('b', change)).is).toBe(is);
  });

  it('is not given for another run while one is open, unless that never began', () => {
    const other = { run: 'run-2', begins: true };

    expect(takeKey(leftByA, wish('b', other))).toEqual({ is: 'other-run', run: 'run-1', holder: null });
    expect(takeKey(heldByA, wish('b', other))).toMatchObject({ is: 'other-run', holder: { id: 'a' } });
    expect(takeKey(leftByA, wish('b', { ...other, replaces: 'run-1' }))).toMatchObject({
      is: 'taken',
      state: { run: 'run-2' },
    });
  });

  it('is not given for a run that came to its end elsewhere', () => {
    const ended = { ...freeKey, fence: 3, left: left({ outcome: 'done' }) };

    expect(takeKey(ended, wish('b'))).toMatchObject({ is: 'ended', left: { outcome: 'done' } });
    expect(takeKey(ended, wish('b', { run: 'run-2', begins: true })).is).toBe('taken');
  });

  it('is not given while it is halted, not even to whoever would take it over, and again afterwards', () => {
    const stopped = haltKey(leftByA, halted);

    expect(takeKey(stopped, wish('b', { takeOver: true }))).toEqual({ is: 'halted', halted });
    expect(takeKey(unhaltKey(stopped), wish('b')).is).toBe('taken');
  });

  it('can be halted before its first train', () => {
    expect(takeKey(haltKey(null, halted), wish('a', { begins: true })).is).toBe('halted');
  });
});

describe('what a new holder may not know', () => {
  const own = { machine: 'machine-of-a', host: 'host-of-a' };

  it.each<[string, KeyState, Partial<KeyWish>, boolean]>([
    ['nothing, when the run begins', freeKey, { begins: true, heads: [] }, false],
    ['anything, without a journal', leftByA, { heads: null }, true],
    ['nothing, with the line at which the last holder left', leftByA, { heads: ['start', 'end-of-a'] }, false],
    ['what came after its copy of the journal', leftByA, { heads: ['start'] }, true],
    ['nothing that its own machine wrote before it was cut off', heldByA, { gone: 'a', heads: ['start'] }, false],
    ['what another machine wrote before it was cut off', heldByA, { takeOver: true, heads: ['start'] }, true],
    ['nothing, when nobody has had the key since it began to look', leftByA, { heads: ['start'], lookedAt: 3 }, false],
    ['what was sent since it began to look', leftByA, { heads: ['start'], lookedAt: 2 }, true],
    ['nothing, when the server never heard of the run', freeKey, { heads: ['start'] }, false],
  ])('is %s', (_, state, change, blind) => {
    const id = change.gone === 'a' ? 'a2' : 'b';
    const taking = takeKey(state, wish(id, { ...change, holder: holder(id, id === 'a2' ? own : {}) }));

    expect(taking).toMatchObject({ is: 'taken', blind });
  });
});

describe('a holder', () => {
  it('may write while the key is its own and not halted', () => {
    expect(judgeKey(heldByA, 'a')).toBe('mine');
    expect(judgeKey(haltKey(heldByA, halted), 'a')).toBe('halted');
    expect(judgeKey(heldByA, 'b')).toBe('taken');
    expect(judgeKey(leftByA, 'a')).toBe('taken');
    expect(judgeKey(null, 'a')).toBe('taken');
  });

  it('renews and leaves only what is its own', () => {
    const at = new Date(noon + 60_000).toISOString();

    expect(renewKey(heldByA, { id: 'a', at })?.holder?.renewed).toBe(at);
    expect(renewKey(heldByA, { id: 'b', at })).toBeNull();
    expect(leaveKey(heldByA, { id: 'b', left: left() })).toBeNull();
  });

  it('leaves the run open, or brings it to its end', () => {
    expect(leaveKey(heldByA, { id: 'a', left: left() })).toMatchObject({ holder: null, run: 'run-1' });
    expect(leaveKey(heldByA, { id: 'a', left: left({ outcome: 'failed' }) })).toMatchObject({
      holder: null,
      run: null,
    });
  });
});

describe('whatever many processes ask of a key', () => {
  const ask = fc.record({
    who: fc.constantFrom('a', 'b', 'c'),
    does: fc.constantFrom('take', 'renew', 'leave', 'end', 'halt', 'unhalt'),
    afterMs: fc.integer({ min: 0, max: expiresAfterMs }),
  });

  it('at most one holds it, its number never goes back, and a halted key changes hands never', () => {
    fc.assert(
      fc.property(fc.array(ask, { maxLength: 40 }), (asks) => {
        let state: KeyState | null = null;
        let atMs = 0;
        for (const { who, does, afterMs } of asks) {
          atMs += afterMs;
          const before: KeyState | null = state;
          const at = new Date(noon + atMs).toISOString();
          const mine: { run: string; machine: string } = {
            run: before?.run ?? 'run-1',
            machine: `machine-of-${who}`,
          };
          if (does === 'take') {
            const taking = takeKey(
              before,
              wish(`${who}-${atMs}`, { atMs, run: mine.run, begins: before?.run == null }),
            );
            if (taking.is === 'taken') state = taking.state;
            if (before?.halted) expect(taking.is).not.toBe('taken');
          }
          const id: string = before?.holder?.id ?? who;
          if (does === 'renew') state = renewKey(before, { id, at }) ?? before;
          if (does === 'leave') state = leaveKey(before, { id, left: left(mine) }) ?? before;
          if (does === 'end') state = leaveKey(before, { id, left: left({ ...mine, outcome: 'done' }) }) ?? before;
          if (does === 'halt') state = haltKey(before, halted);
          if (does === 'unhalt' && before) state = unhaltKey(before);

          expect(state?.fence ?? 0).toBeGreaterThanOrEqual(before?.fence ?? 0);
          const changedHands = state?.holder && before?.holder && state.holder.id !== before.holder.id;
          if (changedHands)
            expect(atMs - (Date.parse(before.holder?.renewed ?? '') - noon)).toBeGreaterThan(expiresAfterMs);
        }
      }),
    );
  });
});
