import {
  addressesOf,
  type LabPlan,
  type NeededChange,
  narrowPlan,
  type PrunePlan,
  planLab,
  planPrune,
} from '@octotrain/lab-apply';
import type { Desk } from '../commands/desk.ts';
import type { BootstrapContext } from '../context.ts';
import { secretSource } from '../file/secrets.ts';
import { readSelectors, type Selects } from '../only/selectors.ts';
import type { Outcome } from '../server/outcome.ts';

/** What a person asks for about a plan. */
export interface PlanRequest {
  readonly only: readonly string[];
  readonly prune: boolean;
  readonly rewriteSecrets: boolean;
}

/** A plan with everything that is told of it. */
export interface WholePlan {
  readonly plan: LabPlan;
  /** Whether something was asked for. */
  readonly selects: Selects;
  /** What was not selected and is needed by something that was. */
  readonly needed: readonly NeededChange[];
  /** Absent unless things that the file does not name are to be removed. */
  readonly prune?: PrunePlan;
}

/** Reads the server and plans what was asked for. Selectors that are wrong are told before anything is asked, where the file alone can tell. */
export async function makePlan(
  desk: Desk,
  request: PlanRequest,
  context: BootstrapContext,
): Promise<Outcome<WholePlan>> {
  const { client, lab, live, folder } = desk;
  const { signal, env } = context;
  const { only, prune, rewriteSecrets } = request;
  const known = addressesOf(lab);
  if (!prune) {
    const early = readSelectors(only, known);
    if (!early.ok) return early;
  }
  live.hint('reading the server');
  const secrets = secretSource({ env, folder });
  const whole = await planLab({ client, lab, rewriteSecrets, secrets, signal });
  const selects = readSelectors(only, prune ? [...known, ...whole.notInFile] : known);
  if (!selects.ok) return selects;
  const { plan, needed } = only.length === 0 ? { plan: whole, needed: [] } : narrowPlan(whole, selects.value);
  const made = { plan, needed, selects: selects.value };
  if (!prune) return { ok: true, value: made };
  live.hint('asking what would be removed');
  return { ok: true, value: { ...made, prune: await planPrune({ client, plan, signal }) } };
}

/** Reads the server again and gives what is left to do of what was asked for. */
export async function whatIsLeft(desk: Desk, { selects }: WholePlan, context: BootstrapContext): Promise<LabPlan> {
  const { client, lab, live, folder } = desk;
  const { signal, env } = context;
  const secrets = secretSource({ env, folder });
  live.hint('reading the server again');
  return narrowPlan(await planLab({ client, lab, secrets, signal }), selects).plan;
}

/** Whether carrying it out would change anything. */
export function changesAnything({ plan, prune }: WholePlan): boolean {
  return plan.writes.length > 0 || (prune?.removals.length ?? 0) > 0;
}
