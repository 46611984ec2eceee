import type http from 'node:http';
import { parsed, textField } from '../json.ts';
import type { KubeProblem, KubeResult } from '../result.ts';
import { type Connection, unreachable } from './connection.ts';

/** An answer of the API server, or of what it passed the request on to. */
export interface Answer {
  status: number;
  contentType: string;
  body: string;
  /** Whether the body was longer than asked for. */
  truncated: boolean;
}

interface ApiRequest {
  connection: Connection;
  /** Below the server's address, ready encoded, with its leading slash. */
  path: string;
  accept: string;
  /** Sent as JSON; makes the request a POST. */
  body?: unknown;
  timeoutMs: number;
  mostBytes: number;
  signal?: AbortSignal | undefined;
}

/**
 * A GET (or a POST, with a body) with the credentials of the current context. The server's address may have a path of
 * its own. Every fault of the connection is a problem; any HTTP answer is an answer.
 */
export async function apiRequest(request: ApiRequest): Promise<KubeResult<Answer>> {
  const { connection, path, timeoutMs, signal, body, mostBytes } = request;
  const timeout = AbortSignal.timeout(timeoutMs);
  const ends = signal ? AbortSignal.any([signal, timeout]) : timeout;
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = { accept: request.accept, ...(text === undefined ? {} : { 'content-type': 'application/json' }) };
  const call = { method: text === undefined ? 'GET' : 'POST', path, headers, signal: ends };
  for (let tries = 1; ; tries += 1) {
    const opened = await connection.request(call);
    if (!opened.ok) return opened;
    try {
      return { ok: true, value: await exchange({ request: opened.value, text, mostBytes }) };
    } catch (error) {
      // A kept connection may have been closed by the server just then: nothing was done with the request.
      if (tries < 3 && opened.value.reusedSocket && isReset(error) && !ends.aborted) continue;
      return { ok: false, problem: lostProblem({ connection, path, timeoutMs, timeout, signal, error }) };
    }
  }
}

function lostProblem(lost: {
  connection: Connection;
  path: string;
  timeoutMs: number;
  timeout: AbortSignal;
  signal: AbortSignal | undefined;
  error: unknown;
}): KubeProblem {
  const { server } = lost.connection;
  if (lost.signal?.aborted) return { code: 'aborted', message: `the request to ${server} was given up` };
  if (lost.timeout.aborted)
    return { code: 'timeout', message: `no answer from ${server}${lost.path} in ${lost.timeoutMs} ms` };
  return unreachable(server, lost.error);
}

function isReset(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
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
    case 409:
      return { code: 'conflict', message };
    case 503:
      return { code: 'no-endpoints', message };
    default:
      return { code: 'unexpected-answer', message };
  }
}

/** Sends a request and reads its answer, as much of it as wanted. */
export function exchange(options: {
  request: http.ClientRequest;
  text?: string | undefined;
  mostBytes: number;
}): Promise<Answer> {
  const { request, text, mostBytes } = options;
  return new Promise((resolve, reject) => {
    request.on('response', (response) => {
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
    request.end(text);
  });
}
