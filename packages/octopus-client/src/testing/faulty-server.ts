import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong between a client and a server, once or always. */
export interface Fault {
  readonly title: string;
  /** Where it strikes: at the door, before the request is read, or when it was. */
  readonly at: 'door' | 'connection' | 'request';
  /** Whether the server may have done what it was asked. */
  readonly mayBeProcessed: boolean;
  /** How the request is answered; `letTimePass` ends the time limits that run. */
  readonly answer?: (response: ServerResponse, letTimePass: () => void) => void;
}

/** A server on loopback with a fault. */
export interface FaultyServer {
  readonly url: string;
  /** Connections that were cut unread, and requests that were read. */
  arrived(): number;
  /** How often it may have done what it was asked. */
  processed(): number;
  /** Opens the door of a server that could not be reached. */
  open(): Promise<void>;
  close(): void;
}

/** Listens on a free port of loopback; `times` faults, then good answers. */
export async function startFaultyServer(options: {
  readonly fault: Fault;
  readonly times: number;
  readonly letTimePass: () => void;
}): Promise<FaultyServer> {
  const { fault, letTimePass } = options;
  let left = options.times;
  let arrived = 0;
  let processed = 0;

  const server = createServer((request, response) => {
    arrived += 1;
    request.resume().on('end', () => {
      const isStruck = fault.at === 'request' && left > 0;
      if (!isStruck || fault.mayBeProcessed) processed += 1;
      if (!isStruck) return answerWell(request.method, response);
      left -= 1;
      fault.answer?.(response, letTimePass);
    });
  });
  server.on('connection', (socket) => {
    if (fault.at !== 'connection' || left <= 0) return;
    left -= 1;
    arrived += 1;
    socket.resetAndDestroy();
  });
  const port = await listen(server, 0);
  if (fault.at === 'door') await new Promise((resolve) => server.close(resolve));

  return {
    url: `http://127.0.0.1:${port}`,
    arrived: () => arrived,
    processed: () => processed,
    async open() {
      if (!server.listening) await listen(server, port);
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // A server that listens on a port has an address of this kind.
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function answerWell(method: string | undefined, response: ServerResponse): void {
  if (method === 'DELETE') response.writeHead(204).end();
  else response.writeHead(method === 'POST' ? 201 : 200, json).end('{"Id":"Tenants-1"}');
}

const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html' };

/** An answer with this status. */
function status(code: number, options: { header?: string; title?: string; isPage?: boolean } = {}): Fault {
  const { header, title = '', isPage = false } = options;
  return {
    title: `${code}${title}`,
    at: 'request',
    mayBeProcessed: code !== 429,
    answer(response) {
      response.sendDate = header !== undefined;
      // Far from the client's clock: what counts is how the two dates of the answer differ.
      if (header !== undefined)
        response.setHeader('date', 'Mon, 02 Mar 2020 10:00:00 GMT').setHeader('retry-after', header);
      response
        .writeHead(code, isPage ? html : json)
        .end(isPage ? '<html>Bad gateway</html>' : '{"ErrorMessage":"No."}');
    },
  };
}

/** The faults of the matrix, in the order of its page. */
export const faults: readonly Fault[] = [
  { title: 'connection refused', at: 'door', mayBeProcessed: false },
  { title: 'connection reset before the request is read', at: 'connection', mayBeProcessed: false },
  {
    title: 'connection reset after it was processed',
    at: 'request',
    mayBeProcessed: true,
    answer: (response) => response.socket?.resetAndDestroy(),
  },
  { title: 'no answer in time', at: 'request', mayBeProcessed: true, answer: (_, letTimePass) => letTimePass() },
  status(408),
  status(429),
  status(429, { title: ', `Retry-After: 7`', header: '7' }),
  status(429, { title: ', `Retry-After` as a date', header: 'Mon, 02 Mar 2020 10:00:09 GMT' }),
  status(429, { title: ', `Retry-After: 3600`', header: '3600' }),
  status(500),
  status(502, { title: ' with a page of a proxy', isPage: true }),
  status(503),
  status(503, { title: ', `Retry-After: 7`', header: '7' }),
  status(504),
  {
    title: 'success, its body cut by the connection',
    at: 'request',
    mayBeProcessed: true,
    answer(response) {
      response.writeHead(200, { ...json, 'content-length': '1000' });
      response.write('{"Id":"Ten', () => response.socket?.destroy());
    },
  },
  {
    title: 'success, its JSON cut short',
    at: 'request',
    mayBeProcessed: true,
    answer: (response) => response.writeHead(200, json).end('{"Id":"Ten'),
  },
  {
    title: 'success with a page of HTML',
    at: 'request',
    mayBeProcessed: true,
    answer: (response) => response.writeHead(200, html).end('<html>Welcome</html>'),
  },
];
