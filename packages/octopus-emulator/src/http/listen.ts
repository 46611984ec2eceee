import { createServer, ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { DroppedConnection } from '../faults/strike.ts';
import { textOf } from './json-response.ts';

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
  answer: (request: Request) => Promise<Response>,
  options: { port?: number | undefined; host?: string | undefined } = {},
): Promise<Listening> {
  const host = options.host ?? '127.0.0.1';
  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      try {
        const response = await answer(request);
        return incoming.method === 'GET' ? sentAtOnce(response, outgoing) : response;
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

/** Sends what is known as a text as it is; the rest is for the adapter. */
function sentAtOnce(response: Response, outgoing: ServerResponse | Http2ServerResponse): Response {
  const text = textOf(response);
  if (text === undefined || !(outgoing instanceof ServerResponse) || response.headers.has('set-cookie'))
    return response;
  const bytes = Buffer.from(text);
  outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), 'content-length': bytes.length });
  outgoing.end(bytes);
  return RESPONSE_ALREADY_SENT;
}
