import { createOctopusClient, type OctopusClient, type OctopusSpace } from '@octotrain/octopus-client';
import type { SimServer } from '../sim/sim-server.ts';
import { faults } from '../support/faults.ts';
import { virtualFriday } from '../support/virtual-friday.ts';

/** FinPay on Friday morning in a moved time, and clients of it. */
export interface LabWorld {
  readonly server: SimServer;
  /** What was asked, as `POST /api/Spaces-2/releases`, by all clients. */
  readonly asked: string[];
  /** A client with a person's key; sleeping lets the server's time pass. */
  as(username: string): OctopusClient;
  /** Runs something right before a request is sent that is so, once. */
  before(isIt: (request: Request) => boolean, run: () => Promise<unknown>): void;
}

/** Opens a world whose faults are written as in a file. */
export async function openLab(plan = '[]'): Promise<LabWorld> {
  const friday = await virtualFriday('client');
  const server = await friday.open(faults(plan));
  const asked: string[] = [];
  const interludes: { isIt: (request: Request) => boolean; run: () => Promise<unknown> }[] = [];
  const clock = {
    now: () => server.clock.now(),
    async sleep(ms: number, signal?: AbortSignal) {
      signal?.throwIfAborted();
      await server.quiet();
      server.clock.advance(ms);
      await server.quiet();
      signal?.throwIfAborted();
    },
    startTimer: () => () => {},
  };
  return {
    server,
    asked,
    before: (isIt, run) => interludes.push({ isIt, run }),
    as: (username) =>
      createOctopusClient({
        url: 'http://octopus.test',
        auth: { apiKey: server.keyOf(username) },
        requestsPerMinute: 0,
        random: () => 1,
        clock,
        async fetch(request) {
          asked.push(`${request.method} ${new URL(request.url).pathname}`);
          const at = interludes.findIndex(({ isIt }) => isIt(request));
          if (at >= 0) await interludes.splice(at, 1)[0]?.run();
          return server.answer(request);
        },
      }),
  };
}

/** A space of the world, for the administrator. */
export async function openSpace(world: LabWorld, name: string): Promise<OctopusSpace> {
  return world.as('admin').space(name);
}

/** The error that something ends with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('was expected to be rejected');
    },
    (error: unknown) => error,
  );
}
