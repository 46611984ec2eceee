import type { KubeProblem } from '../result.ts';

/** Which pod is meant: one by its name, or a ready one behind a Service. */
export type ProbedPod = { namespace: string } & ({ pod: string } | { service: string });

/** What is asked, and by which way. */
export type ProbeQuestion =
  /** A GET through the API server's proxy of a Service. */
  | { via: 'service'; namespace: string; service: string; port?: number | string; path?: string }
  /**
   * A GET to a port of a pod, through the API server by port-forward. The port is a pod's own, as number or name; where a
   * Service is given it is the Service's, and its only one by default.
   */
  | ({ via: 'port-forward'; port?: number | string; path?: string } & ProbedPod)
  /** A program in a container of a pod, by its name and arguments; no shell is in between. */
  | ({ via: 'exec'; container?: string; argv: readonly [string, ...string[]] } & ProbedPod)
  /** A GET from this machine. Redirects are answers. */
  | { via: 'url'; url: string };

/** How a probe went; also one that failed is an answer. */
export interface ProbeAnswer {
  readonly via: ProbeQuestion['via'];
  /**
   * The HTTP status. By exec: the one that the program printed, when it ended well and the last line of its output is a
   * status (`curl -w '%{http_code}'`).
   */
  readonly status?: number;
  /** By exec: how the program ended. */
  readonly exitCode?: number;
  /** At most the first 64 KiB; by exec: of the program's output. */
  readonly body: string;
  readonly truncated: boolean;
  readonly durationMs: number;
  /** One sentence: what was answered and how fast, or why there is no answer. */
  readonly reason: string;
  /** Why there is no answer. */
  readonly problem?: KubeProblem;
}

/** What a way gives back; the time and the sentence are added by whoever asked. */
export type ProbeOutcome = Pick<ProbeAnswer, 'status' | 'exitCode' | 'body' | 'truncated' | 'problem'> & {
  /** More that belongs into the sentence. */
  readonly said?: string;
};

export const mostAnswerBytes = 64 * 1024;

export function probeFailed(problem: KubeProblem): ProbeOutcome {
  return { body: '', truncated: false, problem };
}

/** An outcome with its time and its sentence. */
export function probeAnswer(options: {
  via: ProbeQuestion['via'];
  outcome: ProbeOutcome;
  durationMs: number;
}): ProbeAnswer {
  const { via, durationMs } = options;
  const { said, ...outcome } = options.outcome;
  const { status, exitCode, problem } = outcome;
  const words = [
    ...(status === undefined ? [] : [`status ${status}`]),
    ...(exitCode === undefined || (exitCode === 0 && status !== undefined) ? [] : [`exit code ${exitCode}`]),
  ];
  const answered = `${words.join(', ')} in ${durationMs} ms${said ? `: ${said}` : ''}`;
  return { via, ...outcome, durationMs, reason: problem ? problem.message : answered };
}
