import { createServer, type ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { DroppedConnection } from '../faults/strike.ts';
import { type Answer, asResponse, type TextAnswer } from './answer.ts';

/** A server that listens. */
export interface Listening {
  /** Like `http://127.0.0.1:8065`. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves over HTTP: on loopback and on any free port unless told otherwise.
 *
 * @throws the system's error (`code` `EADDRINUSE`, …) when the port cannot be had.
 */
export async function listen(
  answer: (request: Request) => Promise<Answer>,
  options: { port?: number | undefined; host?: string | undefined } = {},
): Promise<Listening> {
  const host = options.host ?? '127.0.0.1';
  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      try {
        const answered = await answer(request);
        if (answered instanceof Response) return answered;
        // What is left of a body is for the adapter to end.
        return incoming.complete ? sentAtOnce(answered, outgoing) : asResponse(answered);
      } catch (error) {
        if (!(error instanceof DroppedConnection)) throw error;
        outgoing.destroy();
        return RESPONSE_ALREADY_SENT;
      }
    },
    { overrideGlobalObjects: false },
  );
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

/** Sends a text as it is, in one piece with its head. */
function sentAtOnce({ status, headers, text }: TextAnswer, outgoing: ServerResponse | Http2ServerResponse): Response {
  const head = { ...headers, 'content-length': Buffer.byteLength(text) };
  outgoing.writeHead(status, head);
  outgoing.end(text);
  return RESPONSE_ALREADY_SENT;
}
