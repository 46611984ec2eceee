import { describe, expect, it } from 'vitest';
import type { ApiClient } from '../connect/api-client.ts';
import { field, textField } from '../json.ts';
import type { KubeResult } from '../result.ts';
import { aloneInCluster } from './alone-in-cluster.ts';

/** An API server that knows one lease, and refuses writes over what it no longer has; and a clock that pauses move. */
function world() {
  let lease: object | undefined;
  let version = 0;
  let time = Date.parse('2026-12-01T07:00:00Z');
  let isAway = false;
  const stored = (body: object): object => {
    version += 1;
    lease = { ...body, metadata: { ...Object(field(body, 'metadata')), uid: 'u', resourceVersion: String(version) } };
    return lease;
  };
  const refused = (code: 'not-found' | 'conflict' | 'unreachable'): KubeResult<never> => ({
    ok: false,
    problem: { code, message: code },
  });
  const api: ApiClient = {
    server: 'https://cluster',
    follow: () => Promise.reject(new Error('nobody follows here')),
    async call({ method, body }) {
      if (isAway) return refused('unreachable');
      const written = JSON.parse(body?.text ?? '{}');
      const isNewest = textField(written, 'metadata', 'resourceVersion') === String(version);
      switch (method) {
        case 'GET':
          return lease === undefined ? refused('not-found') : { ok: true, value: lease };
        case 'POST':
          return lease === undefined ? { ok: true, value: stored(written) } : refused('conflict');
        case 'PUT':
          return isNewest ? { ok: true, value: stored(written) } : refused('conflict');
        default:
          lease = undefined;
          return { ok: true, value: {} };
      }
    },
  };
  const person = (holder: string) => ({
    ...{ api, holder, name: 'octotrain-agents', signal: new AbortController().signal },
    now: () => new Date(time),
    /** Moves the clock, once whoever else is to act has done so. */
    async pause(ms: number, signal: AbortSignal) {
      await new Promise((resolve) => setImmediate(resolve));
      if (!signal.aborted) time += ms;
    },
  });
  return {
    person,
    held: () => textField(lease, 'spec', 'holderIdentity'),
    passed: (seconds: number) => {
      time += seconds * 1000;
    },
    away: (now: boolean) => {
      isAway = now;
    },
    now: () => time,
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('alone in a cluster', () => {
  it('another one is told who works there and since when, and does nothing', async () => {
    const { person, held } = world();

    const first = await aloneInCluster(person('sarah@laptop'), async () => {
      const second = await aloneInCluster(person('marcus@desk'), () => Promise.reject(new Error('not alone')));
      return { second, held: held() };
    });

    expect(first).toMatchObject({
      ok: true,
      value: {
        held: 'sarah@laptop',
        second: {
          ok: false,
          problem: {
            code: 'held',
            message: expect.stringContaining('sarah@laptop works there, since 2026-12-01T07:00:00Z'),
          },
        },
      },
    });
    expect(held()).toBe('');
  });

  it('of two who begin at the same time one works', async () => {
    const { person } = world();
    let atOnce = 0;
    let most = 0;
    const work = async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await turn();
      atOnce -= 1;
    };

    const ended = await Promise.all(['one', 'two', 'three'].map((name) => aloneInCluster(person(name), work)));

    expect(most).toBe(1);
    expect(ended.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('the lease is renewed for as long as the work takes', async () => {
    const { person, now } = world();
    const begun = now();

    const first = await aloneInCluster(person('sarah@laptop'), async () => {
      while (now() < begun + 600_000) await turn();
      return aloneInCluster(person('marcus@desk'), async () => 'alone');
    });

    expect(first).toMatchObject({ ok: true, value: { ok: false, problem: { code: 'held' } } });
  });

  it('what somebody held who was killed is taken over when its time is over', async () => {
    const { person, passed } = world();
    const killed = { ...person('gone@laptop'), pause: () => new Promise<never>(() => {}) };
    void aloneInCluster(killed, () => new Promise(() => {}));
    await turn();

    passed(44);
    const early = await aloneInCluster(person('marcus@desk'), async () => 'mine');
    passed(2);
    const late = await aloneInCluster(person('marcus@desk'), async () => 'mine');

    expect([early.ok, late]).toEqual([false, { ok: true, value: 'mine' }]);
  });

  it('the work is told when the cluster was away for longer than the lease holds', async () => {
    const { person, away } = world();

    const ended = await aloneInCluster(person('sarah@laptop'), async (signal) => {
      away(true);
      while (!signal.aborted) await turn();
      away(false);
      return 'told';
    });

    expect(ended).toEqual({ ok: true, value: 'told' });
  });
});
