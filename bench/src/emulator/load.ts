import { connect, type Socket } from 'node:net';

/** How fast a server answered. */
export interface Speed {
  readonly perSecond: number;
  readonly p99Ms: number;
}

export interface Asked {
  readonly url: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Asks the same again and again over some connections, each one question at a time, for so long. Throws at an answer that is no success. */
export async function load(asked: Asked, options: { connections: number; durationMs: number }): Promise<Speed> {
  const { hostname, port } = new URL(asked.url);
  const request = requestText(asked, `${hostname}:${port}`);
  const times: number[] = [];
  const started = performance.now();
  const end = started + options.durationMs;
  await Promise.all(
    Array.from({ length: options.connections }, () => ask({ hostname, port: Number(port), request, end, times })),
  );
  const seconds = (performance.now() - started) / 1_000;
  times.sort((a, b) => a - b);
  return { perSecond: times.length / seconds, p99Ms: times[Math.floor(times.length * 0.99)] ?? Number.NaN };
}

function requestText({ method, path, headers, body }: Asked, host: string): Buffer {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const lines = Object.entries({ host, ...headers, ...length }).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${[`${method} ${path} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n${body ?? ''}`);
}

/** One connection. A client of its own, because Node's costs more than the servers that are measured. */
function ask(options: {
  hostname: string;
  port: number;
  request: Buffer;
  end: number;
  times: number[];
}): Promise<void> {
  const { hostname, port, request, end, times } = options;
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ host: hostname, port, noDelay: true });
    let sent = 0;
    let left = -1;
    function send(): void {
      if (performance.now() >= end) {
        socket.end();
        resolve();
        return;
      }
      sent = performance.now();
      left = -1;
      socket.write(request);
    }
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      if (left < 0) {
        const headEnd = chunk.indexOf('\r\n\r\n');
        const head = chunk.toString('latin1', 0, headEnd);
        const length = /^content-length: (\d+)$/im.exec(head)?.[1];
        if (!/^HTTP\/1\.1 2/.test(head) || length === undefined) {
          reject(new Error(`unexpected answer: ${chunk.toString('utf8').slice(0, 400)}`));
          socket.destroy();
          return;
        }
        left = Number(length) - (chunk.length - headEnd - 4);
      } else left -= chunk.length;
      if (left > 0) return;
      times.push(performance.now() - sent);
      send();
    });
  });
}
