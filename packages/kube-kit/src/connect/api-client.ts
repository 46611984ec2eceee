import https from 'node:https';
import { parsed, textField } from '../json.ts';
import type { KubeProblem, KubeResult } from '../result.ts';
import { problemOf } from './api-request.ts';

/** Where an API server is and who asks it. */
export interface ApiAccess {
  readonly server: string;
  /** PEM of those that it may be certified by. */
  readonly authority?: string | undefined;
  readonly token?: string | undefined;
}

/** One request. */
interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Sent as it is. */
  readonly body?: { readonly type: string; readonly text: string } | undefined;
  /** 10 seconds by default. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reads and writes objects of one API server over connections that are kept. */
export interface ApiClient {
  readonly server: string;
  /** Gives the object that the server answered with; a status of 400 and above is a problem. */
  call(call: ApiCall): Promise<KubeResult<unknown>>;
  /**
   * Follows a list: every change is heard until `hear` says true. Ends with a problem when the server ends the watch
   * first, the time is up, or the signal is raised.
   */
  watch(watch: {
    path: string;
    hear: (event: unknown) => boolean;
    timeoutMs: number;
    signal?: AbortSignal | undefined;
  }): Promise<KubeResult<undefined>>;
  /** Closes kept connections. */
  close(): void;
}

/** A client for an API server whose access is known; see `apiClientOf` for a kubeconfig. Sends nothing yet. */
export function createApiClient({ server, authority, token }: ApiAccess, more: https.RequestOptions = {}): ApiClient {
  const agent = new https.Agent({ keepAlive: true, maxSockets: 8 });
  const url = new URL(server);
  const base: https.RequestOptions = {
    ...more,
    agent,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port || undefined,
    ...(authority === undefined ? {} : { ca: authority }),
  };
  const path = (rest: string) => `${url.pathname.replace(/\/+$/, '')}${rest}`;
  const headers = { accept: 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };

  return {
    server,
    async call({ method, path: rest, body, timeoutMs = 10_000, signal }) {
      const said =
        body === undefined ? {} : { 'content-type': body.type, 'content-length': Buffer.byteLength(body.text) };
      const full = { ...base, method, path: path(rest), headers: { ...more.headers, ...headers, ...said } };
      const texts: string[] = [];
      const ended = await exchange({
        full,
        text: body?.text,
        timeoutMs,
        signal,
        hear: (text) => void texts.push(text),
      });
      return ended.ok ? answered(ended.value, texts.join(''), `${method} ${rest}`) : ended;
    },

    async watch({ path: rest, hear, timeoutMs, signal }) {
      const full = { ...base, method: 'GET', path: path(rest), headers: { ...more.headers, ...headers } };
      const enough = new AbortController();
      let rest_ = '';
      const ended = await exchange({
        full,
        timeoutMs,
        signal: signal ? AbortSignal.any([signal, enough.signal]) : enough.signal,
        hear: (text) => {
          const lines = `${rest_}${text}`.split('\n');
          rest_ = lines.pop() ?? '';
          if (lines.some((line) => hear(parsed(line)))) enough.abort();
        },
      });
      if (enough.signal.aborted) return { ok: true, value: undefined };
      if (!ended.ok) return ended;
      return { ok: false, problem: { code: 'unreachable', message: `${server} ended the watch of ${rest}` } };
    },

    close: () => agent.destroy(),
  };
}

function answered(status: number, text: string, what: string): KubeResult<unknown> {
  const value = parsed(text);
  if (status < 400) return { ok: true, value };
  return { ok: false, problem: problemOf(status, `${what}: ${textField(value, 'message') || `status ${status}`}`) };
}

/** One exchange; gives the status when the answer is complete. */
async function exchange(sending: {
  full: https.RequestOptions;
  text?: string | undefined;
  timeoutMs: number;
  signal: AbortSignal | undefined;
  hear: (text: string) => void;
}): Promise<KubeResult<number>> {
  const { full, text, timeoutMs, signal, hear } = sending;
  const timeout = AbortSignal.timeout(timeoutMs);
  const ends = signal ? AbortSignal.any([signal, timeout]) : timeout;
  const address = `https://${full.host}:${full.port ?? 443}`;
  try {
    const status = await new Promise<number>((resolve, reject) => {
      const request = https.request({ ...full, signal: ends }, (response) => {
        response.setEncoding('utf8');
        response.on('data', hear);
        response.on('end', () => resolve(response.statusCode ?? 0));
        response.on('error', reject);
        response.on('aborted', () => reject(new Error('the connection was closed in the middle of the answer')));
      });
      request.on('error', reject);
      request.end(text);
    });
    return { ok: true, value: status };
  } catch (error) {
    return { ok: false, problem: problemWith(error) };
  }

  function problemWith(error: unknown): KubeProblem {
    if (signal?.aborted) return { code: 'aborted', message: `the request to ${address} was given up` };
    if (timeout.aborted)
      return { code: 'timeout', message: `no answer from ${address}${full.path} in ${timeoutMs} ms` };
    return {
      code: 'unreachable',
      message: `cannot reach ${address}: ${error instanceof Error ? error.message : error}`,
    };
  }
}
