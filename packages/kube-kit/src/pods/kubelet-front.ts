import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import type { ExecBridge } from './exec-bridge.ts';
import { exitCodeFrames } from './exit-code-frames.ts';
import type { ForwardSlots } from './forward-slots.ts';
import type { KnownContainer, KnownPod } from './known-pod.ts';
import { type KubeletAsk, kubeletAskOf, kubeletPathOf, logQuestionOf } from './kubelet-path.ts';
import { notRunning, type PlayedPods } from './played-pods.ts';
import { lineText, type PodLogs } from './pod-log.ts';

/** Stands before kwok as the kubelet of all nodes. */
export interface KubeletFront {
  /** Takes a connection of the API server to a kubelet. */
  accept(socket: Socket): void;
  close(): void;
}

interface FrontOptions {
  /** What the front shows to the API server, PEM. */
  readonly certificate: string;
  readonly key: string;
  /** kwok's port on loopback. */
  readonly kwokPort: number;
  readonly find: (namespace: string, name: string) => Promise<KnownPod | undefined>;
  readonly played: PlayedPods;
  readonly logs: PodLogs;
  readonly bridge: ExecBridge;
  /** The name under which kwok runs commands. */
  readonly execName: string;
  readonly slots: ForwardSlots;
  readonly now: () => Date;
}

/** What to ask kwok for instead. */
interface Led {
  readonly path: string;
  /** Of a command. */
  readonly ticket?: string;
  /** What to do when the connection is over. */
  readonly over?: () => void;
}

interface Refusal {
  readonly status: number;
  readonly text: string;
}

/**
 * Logs are answered here. Commands and port-forwards are streams whose protocol kwok speaks: they are passed on to it
 * under names that lead back into this process. Everything else is passed on as it is.
 */
export function createKubeletFront(options: FrontOptions): KubeletFront {
  const { certificate, key, kwokPort, find, slots, bridge, played, execName } = options;
  const sockets = new Set<Socket>();

  async function lead(ask: KubeletAsk): Promise<Led | Refusal> {
    const pod = await find(ask.namespace, ask.pod);
    if (pod === undefined) return { status: 404, text: 'pod does not exist' };
    if (ask.ask === 'portForward') {
      if (!pod.serving) return { status: 500, text: `pod ${pod.name} is not running: ${pod.phase}` };
      const slot = slots.lend(pod);
      if (slot === undefined) return { status: 503, text: 'too many port-forwards at once' };
      const query = ask.query;
      return { path: kubeletPathOf({ ...ask, pod: slot.name, query }), over: () => slot.giveBack() };
    }
    const container = pod.containers.find(({ name }) => name === ask.container);
    if (container === undefined) return { status: 404, text: `container not found ("${ask.container}")` };
    const why = notRunning(pod, container);
    if (why !== undefined) return { status: 500, text: why };
    if (ask.ask === 'attach') return { status: 501, text: 'the pods of this cluster are played: nothing to attach to' };
    const words = ask.query.getAll('command');
    const command = bridge.commandFor(() => played.run({ pod, container, words }));
    return { path: kubeletPathOf({ ...ask, pod: execName }, command.words), ticket: command.ticket };
  }

  const server = https.createServer({ cert: certificate, key, ALPNProtocols: ['http/1.1'] }, (request, response) => {
    const ask = kubeletAskOf(request.url ?? '/');
    if (ask?.ask === 'containerLogs') void sendLog(ask, response, options);
    else passOn(request, response, kwokPort);
  });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const ask = kubeletAskOf(request.url ?? '/');
    const leading: Promise<Led | Refusal> =
      ask === undefined ? Promise.resolve({ path: request.url ?? '/' }) : lead(ask);
    void leading.then((led) => {
      if ('status' in led) return void socket.end(refusalText(led));
      passUpgrade({ request, socket, head, kwokPort, led });
    });
  });
  server.on('tlsClientError', (_, socket) => socket.destroy());

  return {
    accept(socket) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
      server.emit('connection', socket);
    },
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function sendLog(ask: KubeletAsk, response: ServerResponse, options: FrontOptions): Promise<void> {
  const { find, logs, now } = options;
  const pod = await find(ask.namespace, ask.pod);
  const container = pod?.containers.find(({ name }) => name === ask.container);
  if (pod === undefined || container === undefined) return refuse(response, 404, 'pod or container does not exist');
  const question = logQuestionOf(ask.query, now().getTime());
  const at = { uid: pod.uid, container: container.name };
  const over = question.previous === true && container.restarts > 0 && container.runningSince === undefined;
  // A container that waits to be started again has the log of the start that is over.
  const text = logs.read(at, over ? { ...question, previous: false } : question);
  if (text === undefined) return refuse(response, 400, whyNoLog(pod, container, question.previous === true));
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.write(text);
  if (!question.follow || question.previous) return void response.end();
  const stop = logs.follow(at, {
    line: (line) => void response.write(lineText(line, question)),
    end: () => void response.end(),
  });
  response.on('close', stop);
}

function whyNoLog(pod: KnownPod, container: KnownContainer, previous: boolean): string {
  if (previous) return `previous terminated container "${container.name}" in pod "${pod.name}" not found`;
  return notRunning(pod, container) ?? `container "${container.name}" in pod "${pod.name}" has written nothing yet`;
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
}

function refusalText({ status, text }: Refusal): string {
  const length = Buffer.byteLength(text);
  return `HTTP/1.1 ${status} Refused\r\nContent-Type: text/plain\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${text}`;
}

// kwok shows a certificate made for the API server; it is on loopback, and nothing secret is sent to it.
const toKwok = { host: '127.0.0.1', rejectUnauthorized: false };

function passOn(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url: path, headers } = request;
  const onward = https.request({ ...toKwok, port, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => (response.headersSent ? response.destroy() : refuse(response, 502, 'kwok does not answer')));
  request.pipe(onward);
}

function passUpgrade(options: {
  request: IncomingMessage;
  socket: Duplex;
  head: Buffer;
  kwokPort: number;
  led: Led;
}): void {
  const { request, socket, head, kwokPort, led } = options;
  const { path, ticket, over } = led;
  // Only SPDY is understood; should the API server speak otherwise, an exit code is told as kwok tells it.
  const isSpdy = /^spdy\//i.test(request.headers.upgrade ?? '');
  const onward = tls.connect({ ...toKwok, port: kwokPort, ALPNProtocols: ['http/1.1'] }, () => {
    onward.write(`${request.method} ${path} HTTP/1.1\r\n${headerLines(request.rawHeaders)}\r\n`);
    if (head.length > 0) onward.write(head);
    if (ticket === undefined || !isSpdy) onward.pipe(socket);
    else onward.pipe(exitCodeFrames(ticket)).pipe(socket);
    socket.pipe(onward);
  });
  onward.on('error', () => socket.destroy());
  onward.on('close', () => {
    over?.();
    socket.destroy();
  });
  socket.on('close', () => onward.destroy());
}

function headerLines(raw: readonly string[]): string {
  let text = '';
  for (let at = 0; at + 1 < raw.length; at += 2) text += `${raw[at]}: ${raw[at + 1]}\r\n`;
  return text;
}
