import http from 'node:http';
import { Duplex, PassThrough } from 'node:stream';
import { exchange } from '../connect/api-request.ts';
import { type Connection, messageOf } from '../connect/connection.ts';
import { mostAnswerBytes, type ProbeOutcome, probeFailed } from './probe-answer.ts';
import { type OpenSocket, opened } from './web-socket.ts';

/** A GET to a port of a pod, through a port-forward that is opened for it and closed again. */
export async function getThroughForward(options: {
  connection: Connection;
  namespace: string;
  pod: string;
  port: number;
  path: string;
  signal: AbortSignal;
}): Promise<ProbeOutcome> {
  const { connection, namespace, pod, port, path, signal } = options;
  const what = `port ${port} of pod ${namespace}/${pod}`;
  const [toPod, fromPod, complaints] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const stream = Duplex.from({ readable: fromPod, writable: toPod });
  const { PortForward } = await import('@kubernetes/client-node');
  const forward = new PortForward(await connection.access.library());
  // Without retries the library gives a socket; the function that its type also allows is for those.
  const opening = forward.portForward(namespace, pod, [port], fromPod, complaints, toPod) as Promise<OpenSocket>;
  const socket = await opened({ opening, signal, server: connection.server, what });
  if (!socket.ok) return probeFailed(socket.problem);
  complaints.on('data', (text: Buffer) => stream.destroy(new Error(text.toString().trim())));
  socket.value.addEventListener('close', () => fromPod.end());
  try {
    const headers = { host: `localhost:${port}`, connection: 'close' };
    const request = http.request({ createConnection: () => stream, path, headers, signal });
    const { status, body, truncated } = await exchange({ request, mostBytes: mostAnswerBytes });
    return { status, body, truncated };
  } catch (error) {
    if (signal.aborted) return probeFailed({ code: 'timeout', message: `${what} does not answer in time` });
    return probeFailed({ code: 'no-endpoints', message: `${what} does not answer: ${messageOf(error)}` });
  } finally {
    // A stream that is let go with an error nobody waits for is no news.
    stream.on('error', () => undefined).destroy();
    socket.value.close();
  }
}
