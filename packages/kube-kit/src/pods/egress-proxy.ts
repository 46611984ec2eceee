import { chmod, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';

/** Who takes a connection that the API server makes into the cluster; undefined refuses it. */
export type TakeConnection = (target: {
  host: string;
  port: number;
}) => Promise<((socket: Socket) => void) | undefined>;

/**
 * Listens on a unix socket for what the API server's egress selector sends (HTTP CONNECT), and hands each connection to
 * who takes it. A socket that is left from before is replaced. Only its owner may connect.
 */
export async function openEgressProxy(options: {
  path: string;
  take: TakeConnection;
}): Promise<{ close(): Promise<void> }> {
  const { path, take } = options;
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  });
  // The socket of a server is a net.Socket, though its type says less.
  server.on('connect', (request, stream, head: Buffer) => {
    const socket = stream as Socket;
    const target = targetOf(request.url ?? '');
    const taking = target === undefined ? Promise.resolve(undefined) : take(target);
    void taking.then((accept) => {
      if (accept === undefined) return void socket.end('HTTP/1.1 502 Connection Refused\r\nConnection: close\r\n\r\n');
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      if (head.length > 0) socket.unshift(head);
      accept(socket);
    });
  });
  await rm(path, { force: true });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  await chmod(path, 0o600);
  return {
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Reads `10.244.0.3:80` or `[::1]:80`. */
export function targetOf(text: string): { host: string; port: number } | undefined {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text);
  if (match === null) return undefined;
  return { host: match[1] ?? match[2] ?? '', port: Number(match[3]) };
}
