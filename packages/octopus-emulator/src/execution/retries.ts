import type { ActionRun } from './executor.ts';

/** Kinds of actions that are neither retried nor timed out. [docs] */
const PLAIN = new Set(['Octopus.DeployRelease', 'Octopus.HealthCheck', 'Octopus.Manual', 'Octopus.Email']);

/** The most retries that an action may have. [docs] */
const MOST_RETRIES = 3;

const MINUTE_MS = 60_000;

/** What an action says about failing and taking too long. */
export interface RetryRule {
  /** Attempts after the first. */
  readonly retries: number;
  readonly backoffMs: number;
  /** Undefined: as long as it takes. */
  readonly timeoutMs: number | undefined;
}

/** Reads the rule of an action; what is no number counts as absent. [docs for the keys] */
export function retryRule(actionType: string, property: ActionRun['property']): RetryRule {
  if (PLAIN.has(actionType)) return { retries: 0, backoffMs: 0, timeoutMs: undefined };
  const retries = wholeNumber(property('Octopus.Action.AutoRetry.MaximumCount')) ?? 0;
  const minutes = wholeNumber(property('Octopus.Action.ExecutionTimeout.Minutes')) ?? 0;
  return {
    retries: Math.min(retries, MOST_RETRIES),
    backoffMs: (wholeNumber(property('Octopus.Action.AutoRetry.MinimumBackoff')) ?? 0) * 1_000,
    timeoutMs: minutes === 0 ? undefined : minutes * MINUTE_MS,
  };
}

/** How long to wait after a failed attempt, counted from 1: the least, then twice that, and so on. [guess for the growth] */
export function backoffAfter(rule: RetryRule, attempt: number): number {
  return rule.backoffMs * 2 ** (attempt - 1);
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;
}
