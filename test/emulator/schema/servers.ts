import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Emulator } from '@octotrain/octopus-emulator';
import { type Operation, operations } from '../../contract/document.ts';

/** One address, behind which every operation has a server of its own: what one operation deletes, another still finds. */
export interface Servers {
  readonly url: string;
  close(): Promise<void>;
}

interface Opened {
  readonly emulator: Emulator;
  readonly url: string;
}

/** How many servers are kept: operations are asked one after the other, so an old one is not asked again. */
const kept = 12;

export async function openServers(start: () => Promise<Emulator>): Promise<Servers> {
  const opened = new Map<string, Promise<Opened>>();

  function serverFor(operation: string): Promise<Opened> {
    const known = opened.get(operation);
    if (known !== undefined) return known;
    for (const [oldest, server] of [...opened].slice(0, Math.max(0, opened.size - kept))) {
      opened.delete(oldest);
      void server.then(({ emulator }) => emulator.close());
    }
    const server = start().then(async (emulator) => ({ emulator, url: (await emulator.listen()).url }));
    opened.set(operation, server);
    return server;
  }

  const front = createServer((incoming, outgoing) => {
    const path = incoming.url?.split('?')[0] ?? '';
    serverFor(operationAt(incoming.method ?? '', path)).then(
      ({ url }) => pass(url, incoming, outgoing),
      () => outgoing.destroy(),
    );
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`, // not a pipe: it listens on a port
    async close() {
      await new Promise<void>((resolve) => {
        front.close(() => resolve());
        front.closeAllConnections();
      });
      for (const server of opened.values()) await (await server).emulator.close();
    },
  };
}

const patterns = operations.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replaceAll(/\{[^}]*\}/g, '[^/]*')}$`, 'i'),
  parameters: operation.path.split('{').length,
}));

/** `GET /api/…` as the document writes it; the path itself where the document has none like it. */
function operationAt(method: string, path: string): string {
  const [first] = patterns
    .filter(({ operation, pattern }) => operation.method === method && pattern.test(path))
    .sort((a, b) => a.parameters - b.parameters);
  return first === undefined ? `${method} ${path}` : titleOf(first.operation);
}

export function titleOf({ method, path }: Operation): string {
  return `${method} ${path}`;
}

function pass(url: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers } = incoming;
  const passed = request(`${url}${incoming.url}`, { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  passed.once('error', () => outgoing.destroy());
  incoming.pipe(passed);
}
