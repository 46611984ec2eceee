import type { Standing } from '@octotrain/lab-config';
import type { TaskState } from '@octotrain/octopus-client';

/** A deployment that was seen, and what its task was last. */
export interface SeenDeployment {
  readonly taskId: string;
  /** Undefined before the task was read. */
  readonly state: TaskState | undefined;
}

/** What to do next about one standing. */
export type NextStep = 'nothing' | 'wait' | 'look' | 'deploy' | 'give up';

/** Tells a standing from others of its release. */
export function standingKey({ environment, tenant = '' }: Pick<Standing, 'environment' | 'tenant'>): string {
  return `${environment}|${tenant}`.toLowerCase();
}

const final: ReadonlySet<TaskState> = new Set(['Success', 'Failed', 'Canceled', 'TimedOut']);

/** Whether a task will not change any more. */
export function isFinal(state: TaskState | undefined): boolean {
  return state !== undefined && final.has(state);
}

/**
 * What to do about one standing. `seen` are its deployments, oldest first: one success is enough, for the release got
 * there. An automatic one is left to the server until `mayStillCome` is over; one that failed is deployed again, as
 * long as `tries` are left.
 */
export function nextStep(options: {
  standing: Standing;
  seen: readonly SeenDeployment[];
  mayStillCome: boolean;
  tries: number;
}): NextStep {
  const { standing, seen, mayStillCome, tries } = options;
  if (seen.some(({ state }) => state === 'Success')) return 'nothing';
  if (seen.some(({ state }) => !isFinal(state))) return 'wait';
  if (seen.length === 0 && standing.automatic && mayStillCome) return 'look';
  return tries > 0 ? 'deploy' : 'give up';
}

/** The environments of a release's standings in the order in which they are reached. */
export function stagesOf(stands: readonly Standing[]): readonly (readonly Standing[])[] {
  const environments = [...new Set(stands.map(({ environment }) => environment))];
  return environments.map((environment) => stands.filter((one) => one.environment === environment));
}
