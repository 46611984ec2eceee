import { type Answer, complaintOf } from '../connect/api-request.ts';
import type { KubeResult } from '../result.ts';

/** What a workload answered through its Service. */
export interface ServiceAnswer {
  status: number;
  contentType: string;
  /** At most the first 64 KiB. */
  body: string;
  truncated: boolean;
  durationMs: number;
}

/** A Service in a cluster, and what to ask it for. */
export interface ServiceQuestion {
  namespace: string;
  service: string;
  /** Number or name; the Service's only port by default. */
  port?: number | string;
  /** With or without its leading slash, with its query; `/` by default. */
  path?: string;
}

/** The path by which the API server passes a GET on to a Service; undefined when it would climb out of the Service. */
export function proxyPath({ namespace, service, port, path = '/' }: ServiceQuestion): string | undefined {
  const inside = path.replace(/^\/+/, '').replace(/[^\x21-\x7e]/gu, encodeURIComponent);
  const [route = ''] = inside.split(/[?#]/, 1);
  if (route.split('/').some((segment) => /^(\.|%2e){1,2}$/i.test(segment))) return undefined;
  if (/^\.{1,2}$/.test(namespace) || /^\.{0,2}$/.test(service)) return undefined;
  const target = [service, ...(port === undefined ? [] : [String(port)])].map(encodeURIComponent).join(':');
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/services/${target}/proxy/${inside}`;
}

/** Tells an answer of the workload, whatever its status, from a complaint of the API server in between. */
export function serviceAnswer(options: {
  question: ServiceQuestion;
  answer: Answer;
  durationMs: number;
}): KubeResult<ServiceAnswer> {
  const { question, answer, durationMs } = options;
  const problem = complaintOf(answer, `GET through the service ${question.namespace}/${question.service}`);
  return problem ? { ok: false, problem } : { ok: true, value: { ...answer, durationMs } };
}
