import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { ApiClient } from '../connect/api-client.ts';
import { listField, textField } from '../json.ts';
import type { KubeResult } from '../result.ts';

const lookEveryMs = 40;

/** Asks again and again until there is an answer that counts, the time is up or the signal is raised. */
export async function soon<T>(
  look: () => Promise<T | undefined>,
  { what, timeoutMs, signal }: { what: string; timeoutMs: number; signal: AbortSignal },
): Promise<KubeResult<T>> {
  const until = performance.now() + timeoutMs;
  while (!signal.aborted) {
    const found = await look();
    if (found !== undefined) return { ok: true, value: found };
    if (performance.now() > until)
      return { ok: false, problem: { code: 'timeout', message: `${what} after ${timeoutMs / 1000} s` } };
    await wait(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
  return { ok: false, problem: { code: 'aborted', message: 'starting was given up' } };
}

/** Whether somebody listens on a port of loopback. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Follows the nodes until all of these are ready. */
export async function nodesReady(
  api: ApiClient,
  { names, timeoutMs, signal }: { names: readonly string[]; timeoutMs: number; signal: AbortSignal },
): Promise<KubeResult<undefined>> {
  const missing = new Set(names);
  // Nothing would ever be told.
  if (missing.size === 0) return { ok: true, value: undefined };
  return api.follow({
    path: '/api/v1/nodes?watch=1',
    timeoutMs,
    signal,
    hear: (event) => {
      if (isReady(event)) missing.delete(textField(event, 'object', 'metadata', 'name'));
      return missing.size === 0;
    },
  });
}

function isReady(event: unknown): boolean {
  return listField(event, 'object', 'status', 'conditions').some(
    (condition) => textField(condition, 'type') === 'Ready' && textField(condition, 'status') === 'True',
  );
}

/** Follows a namespace's service accounts until its default one is there: then the controllers work. */
export function controllersReady(
  api: ApiClient,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
): Promise<KubeResult<undefined>> {
  return api.follow({
    path: '/api/v1/namespaces/default/serviceaccounts?watch=1&fieldSelector=metadata.name%3Ddefault',
    timeoutMs,
    signal,
    hear: (event) => textField(event, 'type') === 'ADDED',
  });
}

/** Follows the kinds until all of these can be used. */
export function kindsReady(
  api: ApiClient,
  { names, timeoutMs, signal }: { names: readonly string[]; timeoutMs: number; signal: AbortSignal },
): Promise<KubeResult<undefined>> {
  const missing = new Set(names);
  return api.follow({
    path: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions?watch=1',
    timeoutMs,
    signal,
    hear: (event) => {
      const established = listField(event, 'object', 'status', 'conditions').some(
        (condition) => textField(condition, 'type') === 'Established' && textField(condition, 'status') === 'True',
      );
      if (established) missing.delete(textField(event, 'object', 'metadata', 'name'));
      return missing.size === 0;
    },
  });
}
