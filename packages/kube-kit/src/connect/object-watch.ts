import type http from 'node:http';
import { parsed, textField } from '../json.ts';
import type { KubeProblem, KubeResult } from '../result.ts';
import { type Api, statusCodeOf } from './api.ts';
import { type Connection, unreachable } from './connection.ts';

/** What a watch tells: the whole list first, and again whenever changes may have been missed; then each change. */
export type Seen =
  | { kind: 'listed'; objects: readonly unknown[] }
  | { kind: 'changed' | 'deleted'; object: unknown }
  /** The server went away; it is tried again for as long as the signal allows. */
  | { kind: 'away'; problem: KubeProblem };

export interface ObjectWatch {
  connection: Connection;
  api: Api;
  /** Path of the list, with its selectors as the query. */
  path: string;
  what: string;
  /** Ends the watch. */
  signal: AbortSignal;
  /** Waits; ends early, without throwing, when the signal ends. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** After how long without a word a connection is taken for dead; a quarter longer than the server keeps a watch. */
  silenceMs?: number;
}

const leastPauseMs = 50;
const mostPauseMs = 2000;
/** The server ends each watch after this time, so that a dead connection is noticed. */
const watchSeconds = 60;
const usualSilenceMs = (watchSeconds + 15) * 1000;

/**
 * Lists and then watches: changes are resumed where the last one was seen, the list is read again when the server no
 * longer knows that place (410), and a server that goes away is tried again until the signal ends. Only what fails at
 * the very first list ends the watch at once. Returns the problem that ended it.
 */
export async function* watchObjects(options: ObjectWatch): AsyncGenerator<Seen, KubeProblem> {
  const { api, path, what, signal, pause } = options;
  let pauseMs = leastPauseMs;
  let version: string | undefined;
  let everListed = false;
  while (!signal.aborted) {
    let problem: KubeProblem | undefined;
    if (version === undefined) {
      const listed = await api.get({ path, what, signal });
      if (listed.ok) {
        everListed = true;
        version = textField(listed.value, 'metadata', 'resourceVersion');
        const items: unknown = Reflect.get(Object(listed.value), 'items');
        yield { kind: 'listed', objects: Array.isArray(items) ? items : [] };
      } else problem = listed.problem;
    }
    if (version !== undefined) {
      const end: StreamEnd = yield* streamChanges({ ...options, version });
      ({ version, problem } = end);
      if (end.heard) pauseMs = leastPauseMs;
    }
    if (signal.aborted) break;
    if (problem && !everListed) return problem;
    if (problem) yield { kind: 'away', problem };
    // Also after a watch that just ended: a server that ends each at once is not to be asked without a rest.
    await pause(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 2, mostPauseMs);
  }
  return { code: 'aborted', message: `${what}: the watch was ended` };
}

interface StreamEnd {
  /** Where to resume; undefined: list again. */
  version: string | undefined;
  problem: KubeProblem | undefined;
  /** Whether anything came. */
  heard: boolean;
}

async function* streamChanges(
  options: ObjectWatch & { version: string },
): AsyncGenerator<Extract<Seen, { object: unknown }>, StreamEnd> {
  const { connection, what } = options;
  let { version } = options;
  let heard = false;
  const opened = await openStream(options);
  if (!opened.ok) {
    if (opened.problem === 'gone') return { version: undefined, problem: undefined, heard };
    return { version, problem: opened.problem, heard };
  }
  const { request, response } = opened.value;
  try {
    for await (const line of linesOf(response)) {
      const event = parsed(line);
      const object: unknown = Reflect.get(Object(event), 'object');
      const type = textField(event, 'type');
      if (type === 'ERROR') {
        // 410 is said here, too, and any other complaint is best answered by a fresh list.
        const message = `${what}: ${textField(object, 'message')}`;
        const problem = statusCodeOf(object) === 410 ? undefined : { code: 'unexpected-answer' as const, message };
        return { version: undefined, problem, heard };
      }
      heard = true;
      version = textField(object, 'metadata', 'resourceVersion') || version;
      if (type === 'ADDED' || type === 'MODIFIED') yield { kind: 'changed', object };
      if (type === 'DELETED') yield { kind: 'deleted', object };
    }
    return { version, problem: undefined, heard };
  } catch (error) {
    return { version, problem: unreachable(connection.server, error), heard };
  } finally {
    request.destroy();
  }
}

type Opened =
  | { ok: true; value: { request: http.ClientRequest; response: http.IncomingMessage } }
  | { ok: false; problem: KubeProblem | 'gone' };

async function openStream(options: ObjectWatch & { version: string }): Promise<Opened> {
  const { connection, path, what, signal, version, silenceMs = usualSilenceMs } = options;
  const query = `watch=1&allowWatchBookmarks=true&timeoutSeconds=${watchSeconds}&resourceVersion=${version}`;
  const asked: KubeResult<http.ClientRequest> = await connection.request({
    method: 'GET',
    path: `${path}${path.includes('?') ? '&' : '?'}${query}`,
    headers: { accept: 'application/json' },
    signal,
  });
  if (!asked.ok) return asked;
  const request = asked.value;
  let answer: http.IncomingMessage | undefined;
  // Of an answer that is being read, only its own error is heard.
  request.setTimeout(silenceMs, () => (answer ?? request).destroy(new Error(`nothing was heard for ${silenceMs} ms`)));
  return new Promise((resolve) => {
    request.once('response', (response) => {
      if (response.statusCode === 200) {
        answer = response;
        resolve({ ok: true, value: { request, response } });
        return;
      }
      request.destroy();
      const message = `${what}: the watch was refused with status ${response.statusCode}`;
      resolve({ ok: false, problem: response.statusCode === 410 ? 'gone' : { code: 'unexpected-answer', message } });
    });
    request.on('error', (error) => resolve({ ok: false, problem: unreachable(connection.server, error) }));
    request.end();
  });
}

async function* linesOf(stream: http.IncomingMessage): AsyncGenerator<string, void> {
  stream.setEncoding('utf8');
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line !== '');
  }
}
