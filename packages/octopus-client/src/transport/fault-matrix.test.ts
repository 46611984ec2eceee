import { beforeAll, describe, expect, it } from 'vitest';
import { createOctopusClient, type OctopusClient } from '../client.ts';
import { OctopusError } from '../errors/octopus-error.ts';
import { type FaultOutcome, faultPage } from '../testing/fault-page.ts';
import { type Fault, faults, startFaultyServer } from '../testing/faulty-server.ts';
import { createVirtualClock } from '../testing/virtual-clock.ts';

type Method = 'GET' | 'PUT' | 'DELETE' | 'POST';

const methods = ['GET', 'PUT', 'DELETE', 'POST'] as const;

/** What one request came to. */
interface Result {
  readonly seen: string;
  readonly outcome: string | undefined;
  readonly attempts: number;
  readonly arrived: number;
  readonly processed: number;
  readonly waitedMs: number;
}

interface Case {
  readonly fault: Fault;
  readonly method: Method;
  readonly always: Result;
  readonly once: Result;
}

const page = '../../../../docs/reference/client-faults.md';
let cases: readonly Case[];

beforeAll(async () => {
  const all: Case[] = [];
  for (const fault of faults) {
    for (const method of methods) {
      const [always, once] = [await ask(fault, method, Number.POSITIVE_INFINITY), await ask(fault, method, 1)];
      all.push({ fault, method, always, once });
    }
  }
  cases = all;
});

describe('faults on real sockets', () => {
  it('never sends a POST twice whose outcome is unknown', () => {
    const posts = cases.filter(({ method }) => method === 'POST');
    const unknown = posts.flatMap(({ always, once }) => [always, once]).filter(({ outcome }) => outcome === 'unknown');

    expect(unknown.length).toBeGreaterThan(10);
    expect(unknown.map(({ attempts }) => attempts)).toEqual(unknown.map(() => 1));
    for (const { fault, always, once } of posts) {
      expect([fault.title, always.processed]).toEqual([fault.title, fault.mayBeProcessed ? 1 : 0]);
      expect(once.processed).toBeLessThanOrEqual(1);
    }
  });

  it('never calls a write not done that may have been done', () => {
    const writes = cases.filter(({ method }) => method !== 'GET').flatMap(({ always, once }) => [always, once]);
    const failed = writes.filter(({ outcome, processed }) => outcome !== undefined && processed > 0);

    expect(failed.length).toBeGreaterThan(10);
    expect(failed.map(({ outcome }) => outcome)).toEqual(failed.map(() => 'unknown'));
  });

  it('gets over everything that happens once, where it may ask again', () => {
    const stays = new Set(['429, `Retry-After: 3600`', 'success with a page of HTML']);
    const reads = cases.filter(({ method, fault }) => method !== 'POST' && !stays.has(fault.title));

    expect(reads.map(({ once }) => [once.outcome, once.attempts])).toEqual(reads.map(() => [undefined, 2]));
  });

  it('counts what it sends as it arrives: nothing below it sends again by itself', () => {
    for (const { fault, always, once } of cases) {
      const unseen = (attempts: number) => (fault.at === 'door' ? attempts : 0);
      expect([fault.title, always.arrived]).toEqual([fault.title, always.attempts - unseen(always.attempts)]);
      expect([fault.title, once.arrived]).toEqual([fault.title, once.attempts - unseen(1)]);
    }
  });

  it('does what the page of the reference says', async () => {
    const outcomes = cases.map(
      ({ fault, method, always, once }): FaultOutcome => ({
        fault: fault.title,
        method,
        seen: always.seen,
        requests: always.attempts,
        waitedMs: always.waitedMs,
        seenAfterOne: once.seen,
        requestsAfterOne: once.attempts,
      }),
    );

    await expect(faultPage(outcomes)).toMatchFileSnapshot(page);
  });
});

async function ask(fault: Fault, method: Method, times: number): Promise<Result> {
  const clock = createVirtualClock();
  const server = await startFaultyServer({ fault, times, letTimePass: clock.expireTimers });
  let attempts = 0;
  const client = createOctopusClient({
    url: server.url,
    auth: { apiKey: 'API-TESTTEST' },
    random: () => 1,
    clock: {
      ...clock,
      async sleep(ms, signal) {
        if (times === 1) await server.open();
        await clock.sleep(ms, signal);
      },
    },
    observer: {
      requestStarted: () => ({
        attemptStarted() {
          attempts += 1;
          return undefined;
        },
      }),
    },
  });
  try {
    const { seen, outcome } = await call(client, method).then(
      () => ({ seen: 'success', outcome: undefined }),
      (error: unknown) => {
        if (!(error instanceof OctopusError)) throw error;
        return { seen: `\`${error.name}\`, \`${error.code}\`, \`${error.outcome}\``, outcome: error.outcome };
      },
    );
    const waitedMs = clock.slept.reduce((sum, ms) => sum + ms, 0);
    return { seen, outcome, attempts, arrived: server.arrived(), processed: server.processed(), waitedMs };
  } finally {
    server.close();
  }
}

async function call({ api }: OctopusClient, method: Method): Promise<unknown> {
  const path = { spaceId: 'Spaces-1', id: 'Tenants-1' };
  const body = { SpaceId: 'Spaces-1', Name: 'Acme' };
  if (method === 'GET') return (await api.GET('/api/{spaceId}/tenants/{id}', { params: { path } })).data;
  if (method === 'DELETE') return (await api.DELETE('/api/{spaceId}/tenants/{id}', { params: { path } })).data;
  if (method === 'PUT') return (await api.PUT('/api/{spaceId}/tenants/{id}', { params: { path }, body })).data;
  return (await api.POST('/api/{spaceId}/tenants', { params: { path }, body })).data;
}
