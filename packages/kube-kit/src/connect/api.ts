import { listField, numberField, parsed, textField } from '../json.ts';
import type { KubeResult } from '../result.ts';
import { apiRequest, complaintOf, problemOf } from './api-request.ts';
import type { Connection } from './connection.ts';

/** Ends a request early. */
export interface Abortable {
  signal?: AbortSignal | undefined;
  /** 10 seconds by default. */
  timeoutMs?: number | undefined;
}

/** What is asked, and how a complaint about it begins. */
export interface ApiQuestion extends Abortable {
  path: string;
  what: string;
}

/** Questions to an API server whose answers are JSON. */
export interface Api {
  /** One object. */
  get(question: ApiQuestion): Promise<KubeResult<unknown>>;
  /** All objects of a list, page by page. */
  list(question: ApiQuestion): Promise<KubeResult<readonly unknown[]>>;
  /** A review: an object that the server fills in and does not keep. */
  review(question: ApiQuestion & { body: unknown }): Promise<KubeResult<unknown>>;
}

export const usualTimeoutMs = 10_000;
const mostJsonBytes = 128 * 1024 * 1024;
const pageSize = 2000;

export function createApi(connection: Connection): Api {
  async function read(question: ApiQuestion & { body?: unknown }): Promise<KubeResult<unknown>> {
    const { path, what, signal, timeoutMs = usualTimeoutMs, body } = question;
    const accept = 'application/json';
    const mostBytes = mostJsonBytes;
    const sent = await apiRequest({ connection, path, accept, timeoutMs, mostBytes, signal, body });
    if (!sent.ok) return sent;
    const answer = sent.value;
    const problem = complaintOf(answer, what);
    if (problem) return { ok: false, problem };
    if (answer.status >= 400)
      return { ok: false, problem: problemOf(answer.status, `${what}: status ${answer.status}`) };
    const value = parsed(answer.body);
    if (typeof value === 'object' && value !== null) return { ok: true, value };
    return { ok: false, problem: { code: 'unexpected-answer', message: `${what}: the answer is no JSON` } };
  }

  return {
    get: read,
    review: read,

    async list({ path, ...rest }) {
      const found: unknown[] = [];
      const ask = `${path}${path.includes('?') ? '&' : '?'}limit=${pageSize}`;
      let token = '';
      do {
        const page = await read({ path: token === '' ? ask : `${ask}&continue=${encodeURIComponent(token)}`, ...rest });
        if (!page.ok) return page;
        found.push(...listField(page.value, 'items'));
        token = textField(page.value, 'metadata', 'continue');
      } while (token !== '');
      return { ok: true, value: found };
    },
  };
}

/** The path of a list or an object: `/api/v1/…` for the core group, `/apis/GROUP/…` for others. */
export function objectPath(options: {
  /** `v1`, `apps/v1`. */
  apiVersion: string;
  plural: string;
  namespace?: string | undefined;
  name?: string | undefined;
}): string {
  const { apiVersion, plural, namespace, name } = options;
  const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const within = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${base}${within}/${plural}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
}

/** The status code of a Status object of the server, wherever one stands for an object. */
export function statusCodeOf(object: unknown): number | undefined {
  return textField(object, 'kind') === 'Status' ? numberField(object, 'code') : undefined;
}
