import type { LogQuestion } from './pod-log.ts';

/** What a kubelet is asked for a container. */
export interface KubeletAsk {
  readonly ask: 'exec' | 'attach' | 'portForward' | 'containerLogs';
  readonly namespace: string;
  readonly pod: string;
  /** Empty for a port-forward, which is to the whole pod. */
  readonly container: string;
  readonly query: URLSearchParams;
}

const asks = ['exec', 'attach', 'portForward', 'containerLogs'] as const;

/** Reads a path of a kubelet; undefined for what is not about a container. */
export function kubeletAskOf(url: string): KubeletAsk | undefined {
  const [path = '', search = ''] = url.split('?', 2);
  const [, name = '', namespace = '', pod = '', ...rest] = path.split('/').map(decoded);
  const ask = asks.find((one) => one === name);
  if (ask === undefined || namespace === '' || pod === '') return undefined;
  // Between pod and container the pod's uid may stand; a port-forward has it at the end.
  const container = ask === 'portForward' ? '' : (rest.at(-1) ?? '');
  return { ask, namespace, pod, container, query: new URLSearchParams(search) };
}

/** The same request for another name, and for an exec another command. */
export function kubeletPathOf(
  { ask, namespace, pod, container, query }: KubeletAsk,
  command?: readonly string[],
): string {
  const changed = new URLSearchParams(query);
  if (command !== undefined) {
    changed.delete('command');
    for (const word of command) changed.append('command', word);
  }
  const parts = [ask, namespace, pod, ...(container === '' ? [] : [container])];
  return `/${parts.map(encodeURIComponent).join('/')}?${changed}`;
}

/** What of a log is asked for. */
export function logQuestionOf(query: URLSearchParams, nowMs: number): LogQuestion & { follow: boolean } {
  const seconds = numberIn(query, 'sinceSeconds');
  const time = query.get('sinceTime');
  const sinceMs = seconds !== undefined ? nowMs - seconds * 1000 : time === null ? undefined : Date.parse(time);
  const tailLines = numberIn(query, 'tailLines');
  const limitBytes = numberIn(query, 'limitBytes');
  return {
    follow: query.get('follow') === 'true',
    previous: query.get('previous') === 'true',
    timestamps: query.get('timestamps') === 'true',
    ...(tailLines === undefined ? {} : { tailLines }),
    ...(limitBytes === undefined ? {} : { limitBytes }),
    ...(sinceMs === undefined || Number.isNaN(sinceMs) ? {} : { sinceMs }),
  };
}

function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
