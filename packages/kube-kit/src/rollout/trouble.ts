/**
 * Why a rollout hangs.
 *
 * - `paused`: somebody paused it
 * - `quota`: a ResourceQuota of the namespace is used up
 * - `service account`: the pods' service account does not exist
 * - `refused`: the API server refuses the pods (policy, limit range, webhook)
 * - `unschedulable`: no node has room for a pod, or may take it
 * - `volume`: a volume is not there: its claim is missing or pending, or it cannot be mounted
 * - `image`: an image cannot be pulled
 * - `settings`: a container cannot be made: a Secret or ConfigMap is missing, or its command
 * - `crash`: a container ends again and again
 * - `probe`: a probe of a running container fails
 * - `not ready`: a container runs, is not ready, and nothing says why
 */
export type RolloutTroubleKind =
  | 'paused'
  | 'quota'
  | 'service account'
  | 'refused'
  | 'unschedulable'
  | 'volume'
  | 'image'
  | 'settings'
  | 'crash'
  | 'probe'
  | 'not ready';

/** One reason why a rollout hangs, and what to do. */
export interface RolloutTrouble {
  kind: RolloutTroubleKind;
  /** One sentence that names container, image, quota or claim. */
  message: string;
  /** What to do. */
  hint: string;
  /** The pods that suffer from it; none when they could not even be created. */
  pods: readonly string[];
}

/** Troubles that differ only in their pods become one. */
export function gathered(troubles: readonly RolloutTrouble[]): readonly RolloutTrouble[] {
  const found = new Map<string, RolloutTrouble>();
  for (const trouble of troubles) {
    const key = `${trouble.kind}\n${trouble.message}`;
    const known = found.get(key);
    found.set(key, known ? { ...known, pods: [...known.pods, ...trouble.pods] } : trouble);
  }
  return [...found.values()];
}
