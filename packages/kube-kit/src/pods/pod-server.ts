import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { KnownPod } from './known-pod.ts';
import type { PlayedPods } from './played-pods.ts';
import type { PodBook } from './pod-book.ts';

/** Takes connections to pods. */
export interface PodServer {
  /** Answers as the pod on a connection that somebody else took. */
  accept(socket: Socket, pod: KnownPod, port: number): void;
  close(): void;
}

/** Answers HTTP for pods. A pod that no longer takes connections, or is gone, ends the ones it has. */
export function createPodServer({ played, book }: { played: PlayedPods; book: PodBook }): PodServer {
  const seats = new Map<Socket, { pod: KnownPod; port: number }>();
  const server: Server = createServer((request, response) => {
    const seat = seats.get(request.socket);
    if (seat === undefined) return void request.socket.destroy();
    const { method = 'GET', url = '/', headers } = request;
    const answer = played.answer({ ...seat, method, path: url, agent: headers['user-agent'] });
    if (answer === undefined) return void request.socket.destroy();
    request.resume();
    const length = Buffer.byteLength(answer.body);
    response.writeHead(answer.status, { 'content-type': answer.contentType, 'content-length': length });
    response.end(method === 'HEAD' ? undefined : answer.body);
  });

  function endOf(uid: string): void {
    for (const [socket, { pod }] of seats) if (pod.uid === uid) socket.destroy();
  }
  book.listen({
    put(pod) {
      if (!pod.serving) endOf(pod.uid);
    },
    gone: (pod) => endOf(pod.uid),
  });

  return {
    accept(socket, pod, port) {
      seats.set(socket, { pod, port });
      socket.on('close', () => seats.delete(socket)).on('error', () => socket.destroy());
      server.emit('connection', socket);
    },
    close() {
      for (const socket of seats.keys()) socket.destroy();
    },
  };
}
