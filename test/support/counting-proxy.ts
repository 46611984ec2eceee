import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a process is cut off: before its n-th request is passed on, or after the server answered it and nobody heard. */
export interface Cut {
  readonly request: number;
  readonly when: 'before' | 'after';
}

/** A proxy in front of a server, which counts requests and cuts their sender off. */
export interface CountingProxy {
  readonly url: string;
  /** `POST /api/Spaces-1/deployments` and so on, in the order they came in. */
  readonly requests: readonly string[];
  /** Once: kills at the cut, and answers nothing more until `kill` has come back. What was passed on before goes on at the server. */
  arm(cut: Cut, kill: () => Promise<unknown>): void;
  close(): Promise<void>;
}

export async function openCountingProxy(target: string): Promise<CountingProxy> {
  const requests: string[] = [];
  let armed: { cut: Cut; kill: () => Promise<unknown> } | undefined;
  let isDead = false;

  async function strike(kill: () => Promise<unknown>): Promise<void> {
    armed = undefined;
    isDead = true;
    await kill();
    isDead = false;
  }

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await read(incoming);
    if (isDead) return drop(outgoing);
    const number = requests.push(`${incoming.method} ${incoming.url}`);
    const here = armed?.cut.request === number ? armed : undefined;
    if (here?.cut.when === 'before') {
      await strike(here.kill);
      return drop(outgoing);
    }
    const answer = await forward(target, incoming, body);
    if (here) await strike(here.kill);
    if (here || isDead) return drop(outgoing);
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  }

  const server = createServer((incoming, outgoing) => {
    // Whichever side went away: the other sees a connection that breaks.
    pass(incoming, outgoing).catch(() => drop(outgoing));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // not a pipe: it listens on a port
    requests,
    arm(cut, kill) {
      armed = { cut, kill };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function drop(outgoing: ServerResponse): void {
  outgoing.destroy();
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer); // no encoding is set
  return Buffer.concat(chunks);
}

interface Answered {
  readonly status: number;
  readonly headers: string[];
  readonly body: Buffer;
}

function forward(target: string, incoming: IncomingMessage, body: Buffer): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const { 'transfer-encoding': _chunked, ...headers } = incoming.headers;
    const options = { method: incoming.method, headers: { ...headers, 'content-length': body.length } };
    const passed = request(`${target}${incoming.url}`, options, (answer) => {
      read(answer).then((whole) => {
        resolve({ status: answer.statusCode ?? 502, headers: answer.rawHeaders, body: whole });
      }, reject);
    });
    passed.once('error', reject);
    passed.end(body);
  });
}
