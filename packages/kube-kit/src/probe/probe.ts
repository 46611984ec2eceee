import type { Abortable, Api } from '../connect/api.ts';
import { usualTimeoutMs } from '../connect/api.ts';
import type { Connection } from '../connect/connection.ts';
import type { KubeResult } from '../result.ts';
import { getUrl } from './direct-url.ts';
import { execInPod } from './exec.ts';
import { findPod } from './find-pod.ts';
import { getThroughForward } from './port-forward.ts';
import { type ProbeAnswer, type ProbeOutcome, type ProbeQuestion, probeAnswer, probeFailed } from './probe-answer.ts';
import type { ServiceAnswer, ServiceQuestion } from './service-answer.ts';

interface ProbeDeps {
  connection: Connection;
  api: Api;
  now: () => number;
  getThroughService: (question: ServiceQuestion & Abortable) => Promise<KubeResult<ServiceAnswer>>;
}

/** Asks once, by one way or another. Never fails otherwise than by its answer; when to ask again is the caller's. */
export async function probe(deps: ProbeDeps, question: ProbeQuestion & Abortable): Promise<ProbeAnswer> {
  const { timeoutMs = usualTimeoutMs, signal } = question;
  const timeout = AbortSignal.timeout(timeoutMs);
  const ends = signal ? AbortSignal.any([signal, timeout]) : timeout;
  const started = deps.now();
  const outcome = await outcomeOf(deps, question, ends);
  const durationMs = Math.round(deps.now() - started);
  if (!signal?.aborted || !outcome.problem) return probeAnswer({ via: question.via, outcome, durationMs });
  const problem = { code: 'aborted' as const, message: 'the probe was given up' };
  return probeAnswer({ via: question.via, outcome: { ...outcome, problem }, durationMs });
}

async function outcomeOf(
  deps: ProbeDeps,
  question: ProbeQuestion & Abortable,
  ends: AbortSignal,
): Promise<ProbeOutcome> {
  const { connection, api } = deps;
  const { timeoutMs = usualTimeoutMs } = question;
  if (question.via === 'url') return getUrl({ url: question.url, signal: ends });
  if (question.via === 'service') {
    const answer = await deps.getThroughService({ ...question, signal: ends, timeoutMs });
    if (!answer.ok) return probeFailed(answer.problem);
    const { status, body, truncated } = answer.value;
    return { status, body, truncated };
  }
  const wantsPort = question.via === 'port-forward';
  const { port } = wantsPort ? question : {};
  const found = await findPod(api, { target: question, port, wantsPort, signal: ends, timeoutMs });
  if (!found.ok) return probeFailed(found.problem);
  if (question.via === 'port-forward') {
    const path = `/${(question.path ?? '').replace(/^\/+/, '').replace(/[^\x21-\x7e]/gu, encodeURIComponent)}`;
    return getThroughForward({ connection, ...found.value, path, signal: ends });
  }
  const { container, argv } = question;
  return execInPod({ connection, ...found.value, container, argv, signal: ends });
}
