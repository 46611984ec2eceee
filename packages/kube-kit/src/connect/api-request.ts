import http from 'node:http';
import https from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { parsed, textField } from '../json.ts';
import type { KubeProblem, KubeResult } from '../result.ts';

/** An answer of the API server, or of what it passed the request on to. */
export interface Answer {
  status: number;
  contentType: string;
  body: string;
  /** Whether the body was longer than asked for. */
  truncated: boolean;
}

interface ApiRequest {
  config: KubeConfig;
  /** Below the server's address, ready encoded, with its leading slash. */
  path: string;
  accept: string;
  timeoutMs: number;
  mostBytes: number;
  signal?: AbortSignal | undefined;
}

/**
 * A GET with the credentials of the current context. The server's address may have a path of its own. Every fault of
 * the connection is a problem; any HTTP answer is an answer.
 */
export async function apiGet(request: ApiRequest): Promise<KubeResult<Answer>> {
  const { config, path, timeoutMs, signal } = request;
  const server = config.getCurrentCluster()?.server ?? '';
  const options: https.RequestOptions = { method: 'GET', headers: { accept: request.accept } };
  try {
    await config.applyToHTTPSOptions(options);
  } catch (error) {
    return fault({ code: 'unauthorized', message: `no credentials for ${server}: ${messageOf(error)}` });
  }
  const timeout = AbortSignal.timeout(timeoutMs);
  const ends = signal ? AbortSignal.any([signal, timeout]) : timeout;
  try {
    const url = new URL(server);
    const base = url.pathname.replace(/\/+$/, '');
    const full = { ...options, host: bareHost(url), port: url.port || undefined, path: `${base}${path}`, signal: ends };
    return {
      ok: true,
      value: await exchange({ full, secure: url.protocol === 'https:', mostBytes: request.mostBytes }),
    };
  } catch (error) {
    if (signal?.aborted) return fault({ code: 'aborted', message: `the request to ${server} was given up` });
    if (timeout.aborted)
      return fault({ code: 'timeout', message: `no answer from ${server}${path} in ${timeoutMs} ms` });
    const hint = 'is the cluster running, and the address in the kubeconfig right?';
    return fault({ code: 'unreachable', message: `cannot reach ${server}: ${messageOf(error)}`, hint });
  }
}

/** What the API server itself complains about: it answers with a Status object of its own. */
export function complaintOf(answer: Answer, what: string): KubeProblem | undefined {
  if (answer.status < 400) return undefined;
  const status = parsed(answer.body);
  if (textField(status, 'kind') !== 'Status' || textField(status, 'status') !== 'Failure') return undefined;
  return problemOf(answer.status, `${what}: ${textField(status, 'message') || `status ${answer.status}`}`);
}

/** The problem that a status of the API server stands for. */
export function problemOf(status: number, message: string): KubeProblem {
  switch (status) {
    case 401:
      return { code: 'unauthorized', message, hint: 'the credentials in the kubeconfig are not accepted' };
    case 403:
      return { code: 'forbidden', message, hint: 'the account in the kubeconfig may not do this' };
    case 404:
      return { code: 'not-found', message };
    case 503:
      return { code: 'no-endpoints', message };
    default:
      return { code: 'unexpected-answer', message };
  }
}

function exchange(options: { full: https.RequestOptions; secure: boolean; mostBytes: number }): Promise<Answer> {
  const { full, secure, mostBytes } = options;
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).request(full, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const finish = (truncated: boolean) => {
        resolve({
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          body: Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8'),
          truncated,
        });
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size <= mostBytes) return;
        finish(true);
        request.destroy();
      });
      response.on('end', () => finish(false));
      response.on('error', reject);
      response.on('aborted', () => reject(new Error('the connection was closed in the middle of the answer')));
    });
    request.on('error', reject);
    request.end();
  });
}

/** IPv6 addresses stand in brackets in a URL, and without them elsewhere. */
function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Several addresses that all refuse come as one error without a message of its own.
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error.message;
}

function fault(problem: KubeProblem): { ok: false; problem: KubeProblem } {
  return { ok: false, problem };
}
