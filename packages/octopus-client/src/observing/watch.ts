import type { Clock } from '../clock.ts';
import { OctopusError } from '../errors/octopus-error.ts';
import type {
  AttemptObserver,
  ClientObserver,
  FailureWord,
  ObservedRequest,
  ObservedRetry,
  RequestEnd,
} from './observer.ts';

/** One request as its observer is told of it. */
export interface RequestWatch {
  attempt(attempt: { attempt: number; url: string; body: string | ArrayBuffer | null }): AttemptWatch;
  retrying(retry: Omit<ObservedRetry, 'status'>): void;
  ended(end: Omit<RequestEnd, 'durationMs' | 'status'>): void;
}

/** One attempt as its observer is told of it. */
export interface AttemptWatch {
  /** The headers to send: those that the observer adds, under the client's own. */
  withOwn(headers: Headers): Headers;
  answered(status: number): void;
  read(body: string | ArrayBuffer): void;
  ended(error?: FailureWord): void;
}

/** Begins to tell; nothing when nobody listens. */
export function watchRequest(options: {
  observer: ClientObserver | undefined;
  clock: Clock;
  url: string;
  request: Omit<ObservedRequest, 'serverAddress' | 'serverPort'>;
}): RequestWatch | undefined {
  const { observer, clock, request } = options;
  if (!observer) return undefined;
  const { hostname, port, protocol } = new URL(options.url);
  const serverPort = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
  const startedAt = clock.now();
  let answer: { status?: number } = {};
  const told = quietly(() => observer.requestStarted({ ...request, serverAddress: hostname, serverPort }));
  return {
    attempt({ attempt, url, body }) {
      const requestBytes = sizeOf(body ?? '');
      answer = {};
      const observer = quietly(() => told?.attemptStarted?.({ attempt, url, requestBytes }));
      return watchAttempt({ clock, told: observer, onStatus: (status) => (answer = { status }) });
    },
    retrying: (retry) => quietly(() => told?.retrying?.({ ...retry, ...answer })),
    ended: (end) => quietly(() => told?.ended?.({ ...end, ...answer, durationMs: clock.now() - startedAt })),
  };
}

function watchAttempt(options: {
  clock: Clock;
  told: AttemptObserver | undefined;
  onStatus: (status: number) => void;
}): AttemptWatch {
  const { clock, told, onStatus } = options;
  const startedAt = clock.now();
  let seen: { status?: number; responseBytes?: number } = {};
  return {
    withOwn(headers) {
      const all = told?.headers && quietly(() => new Headers(told.headers));
      if (!all) return headers;
      for (const [name, value] of headers) all.set(name, value);
      return all;
    },
    answered(status) {
      seen = { status };
      onStatus(status);
    },
    read(body) {
      seen = { ...seen, responseBytes: sizeOf(body) };
    },
    ended(error) {
      const durationMs = clock.now() - startedAt;
      quietly(() => told?.ended?.({ ...seen, ...(error === undefined ? {} : { error }), durationMs }));
    },
  };
}

/** The word for whatever was thrown. */
export function failureWord(error: unknown, isAborted: boolean): FailureWord {
  if (error instanceof OctopusError) return error.code;
  return isAborted ? 'aborted' : 'prevented';
}

function sizeOf(body: string | ArrayBuffer): number {
  if (typeof body !== 'string') return body.byteLength;
  return body === '' ? 0 : new TextEncoder().encode(body).length;
}

/** Telemetry that fails is its own affair. */
function quietly<T>(tell: () => T): T | undefined {
  try {
    return tell();
  } catch {
    return undefined;
  }
}
