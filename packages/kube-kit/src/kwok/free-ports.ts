import { createServer } from 'node:net';
import type { ClusterPorts } from './program-arguments.ts';

/** Below what systems hand out to connections by themselves, so that no connection takes a port between look and start. */
const lowest = 20_000;
const highest = 32_000;

/** Given out in this process; others find them taken once the programs listen. */
const given = new Set<number>();

/**
 * Chooses ports of loopback on which nobody listens now. Another program may take one before it is used: whoever starts
 * programs on them looks whether they listen, and chooses anew.
 *
 * @param random a number from 0 up to 1.
 */
export async function freePorts(random: () => number = Math.random): Promise<ClusterPorts> {
  return { api: await freePort(random), kwok: await freePort(random) };
}

async function freePort(random: () => number): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    const port = lowest + Math.floor(random() * (highest - lowest));
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port was found between ${lowest} and ${highest}`);
}

/** Whether a port of loopback can be listened on. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
