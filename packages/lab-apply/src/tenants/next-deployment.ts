import type { TaskState } from '@octotrain/octopus-client';
import { isFinal } from '../friday/standings.ts';
import type { CurrentChoice } from './choose-current.ts';
import type { RunningRelease } from './current-rules.ts';

/** A deployment of the project to the tenant. */
export interface OwnDeployment {
  readonly releaseId: string;
  readonly environment: string;
  readonly taskId: string;
  readonly state: TaskState;
}

/** What to do next for one project, until the tenant runs what it shall. */
export type NextDeployment =
  | { readonly kind: 'done' }
  /** Something is under way: it is waited for, whoever asked for it. */
  | { readonly kind: 'wait'; readonly taskIds: readonly string[] }
  | {
      readonly kind: 'deploy';
      readonly release: RunningRelease;
      readonly environment: string;
      /** The server does it by itself once the phase before is complete. */
      readonly isAutomatic: boolean;
    };

/**
 * Looks at what a tenant has, newest first, and says the next step. What it shall have in the furthest environment comes
 * first, through the phases before; a newer release that it shall have in these goes over it afterwards.
 */
export function nextDeployment(choices: readonly CurrentChoice[], own: readonly OwnDeployment[]): NextDeployment {
  const active = own.filter(({ state }) => !isFinal(state));
  if (active.length > 0) return { kind: 'wait', taskIds: active.map(({ taskId }) => taskId) };
  const succeeded = own.filter(({ state }) => state === 'Success');
  for (const { environment, release, before } of choices.toReversed()) {
    if (release === undefined) continue;
    if (succeeded.find((one) => one.environment === environment)?.releaseId === release.id) continue;
    const hasBeenIn = (one: string) =>
      succeeded.some(({ environment: where, releaseId }) => where === one && releaseId === release.id);
    const target = before.find((one) => !hasBeenIn(one)) ?? environment;
    const phase = release.phases.findIndex(({ environments }) => environments.includes(target));
    // What opens with the release itself was deployed when that was created, long ago.
    const isAutomatic = phase > 0 && (release.phases[phase]?.automatic.includes(target) ?? false);
    return { kind: 'deploy', release, environment: target, isAutomatic };
  }
  return { kind: 'done' };
}
