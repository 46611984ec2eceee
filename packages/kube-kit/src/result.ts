/**
 * What can go wrong when a cluster is asked.
 *
 * - `kubeconfig-invalid`: the file is missing, broken or incomplete
 * - `context-missing`: the kubeconfig has no such context
 * - `unreachable`: no connection to the API server, or it went away
 * - `timeout`: no complete answer in time
 * - `aborted`: the caller's signal ended the request
 * - `unauthorized`, `forbidden`: the credentials are refused, or may not do this
 * - `not-found`: the API server has no such object
 * - `no-endpoints`: the Service has no ready pod behind it
 * - `invalid-request`: the question itself cannot be asked (a path that climbs out of the Service, for one)
 * - `programs-missing`: the programs that a local cluster is made of are not built
 * - `program-missing`: a program (helm, kubectl, kind) is not there or cannot be started
 * - `program-failed`: a program ended with a code that says no
 * - `conflict`: other managers own fields that were to be applied, or the object was made or changed by others meanwhile
 * - `release-pending`: helm takes an operation on the release to be under way
 * - `held`: another run works at the same cluster
 * - `unsupported`: this machine or this cluster cannot do that
 * - `unexpected-answer`: the API server said something else
 */
export type KubeProblemCode =
  | 'kubeconfig-invalid'
  | 'context-missing'
  | 'unreachable'
  | 'timeout'
  | 'aborted'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'no-endpoints'
  | 'invalid-request'
  | 'programs-missing'
  | 'program-missing'
  | 'program-failed'
  | 'conflict'
  | 'release-pending'
  | 'held'
  | 'unsupported'
  | 'unexpected-answer';

/** An expected failure: a stable code, a sentence that names the thing, and where possible what to do. */
export interface KubeProblem {
  code: KubeProblemCode;
  message: string;
  hint?: string;
}

/** A value, or why there is none. */
export type KubeResult<T> = { ok: true; value: T } | { ok: false; problem: KubeProblem };
