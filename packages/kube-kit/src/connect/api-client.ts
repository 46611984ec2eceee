import { parsed, textField } from '../json.ts';
import type { KubeProblem, KubeResult } from '../result.ts';
import { exchange, problemOf } from './api-request.ts';
import { unreachable } from './connection.ts';
import type { Way } from './direct-connection.ts';

interface Abortable {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Reads, writes and follows objects of one API server. */
export interface ApiClient {
  readonly server: string;
  /** Gives the object that the server answers with; a status of 400 and above is a problem. */
  call(
    call: Abortable & {
      method: 'GET' | 'PATCH' | 'POST' | 'PUT' | 'DELETE';
      path: string;
      /** Sent as it is. */
      body?: { readonly type: string; readonly text: string };
    },
  ): Promise<KubeResult<unknown>>;
  /**
   * Follows a list: every change is heard until `hear` says that this was enough. A problem when the server ends the
   * watch first, the time is up, or the signal is raised.
   */
  follow(watch: Abortable & { path: string; hear: (event: unknown) => boolean }): Promise<KubeResult<undefined>>;
}

const mostBytes = 32 * 1024 * 1024;

/** A client by a way to a server. Sends nothing yet. */
export function createApiClient(way: Way): ApiClient {
  const { server } = way;
  return {
    server,

    async call({ method, path, body, ...limits }) {
      const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': body.type }) };
      return within({ server, path, ...limits }, async (signal) => {
        const opened = await way.request({ method, path, headers, signal });
        if (!opened.ok) return opened;
        const answer = await exchange({ request: opened.value, text: body?.text, mostBytes });
        const value = parsed(answer.body);
        if (answer.status < 400) return { ok: true, value };
        const said = textField(value, 'message') || `status ${answer.status}`;
        return { ok: false, problem: problemOf(answer.status, `${method} ${path}: ${said}`) };
      });
    },

    async follow({ path, hear, ...limits }) {
      return within({ server, path, ...limits }, async (signal) => {
        const opened = await way.request({ method: 'GET', path, headers: { accept: 'application/json' }, signal });
        if (!opened.ok) return opened;
        return new Promise<KubeResult<undefined>>((resolve, reject) => {
          const request = opened.value;
          let begun = '';
          request.on('error', reject);
          request.on('response', (response) => {
            const status = response.statusCode ?? 0;
            response.setEncoding('utf8');
            response.on('error', reject);
            response.on('data', (text: string) => {
              const lines = `${begun}${text}`.split('\n');
              begun = lines.pop() ?? '';
              if (status >= 400 || !lines.some((line) => hear(parsed(line)))) return;
              resolve({ ok: true, value: undefined });
              request.destroy();
            });
            response.on('end', () => {
              const message = status >= 400 ? `status ${status}` : 'the server ended the watch';
              resolve({ ok: false, problem: problemOf(status, `GET ${path}: ${message}`) });
            });
          });
          request.end();
        });
      });
    },
  };
}

/** Works within its time and until the signal; what breaks the connection is a problem. */
async function within<T>(
  { server, path, timeoutMs, signal }: Abortable & { server: string; path: string },
  work: (signal: AbortSignal) => Promise<KubeResult<T>>,
): Promise<KubeResult<T>> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await work(signal ? AbortSignal.any([signal, timeout]) : timeout);
  } catch (error) {
    return { ok: false, problem: lost(error) };
  }

  function lost(error: unknown): KubeProblem {
    if (signal?.aborted) return { code: 'aborted', message: `the request to ${server} was given up` };
    if (timeout.aborted) return { code: 'timeout', message: `no answer from ${server}${path} in ${timeoutMs} ms` };
    return unreachable(server, error);
  }
}
