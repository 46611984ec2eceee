import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A request as the server saw it. */
interface Seen {
  method: string | undefined;
  path: string | undefined;
  authorization: string | undefined;
}

/** A tiny API server on loopback, for the tests of what is sent over the wire. */
export async function startApiServer(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    seen.push({ method: request.method, path: request.url, authorization: request.headers.authorization });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    seen,
    port,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A kubeconfig of clusters below a path of that server. */
export function kubeconfigText({ port, contexts }: { port: number; contexts: readonly string[] }): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': contexts[0],
    clusters: contexts.map((name) => ({
      name,
      cluster: { server: `http://127.0.0.1:${port}/clusters/${name}`, 'insecure-skip-tls-verify': true },
    })),
    users: [{ name: 'someone', user: { token: 'a-token' } }],
    contexts: contexts.map((name) => ({ name, context: { cluster: name, user: 'someone' } })),
  });
}

/** Sends JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** What the API server itself answers when it refuses. */
export function statusObject(code: number, message: string) {
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, message };
}
