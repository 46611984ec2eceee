import { badRequest } from '../http/problem.ts';
import type { Caller } from '../permissions/caller.ts';
import type { Scope } from '../permissions/rules.ts';
import type { Groups } from '../store/histories.ts';
import type { InterruptionDocument } from './state.ts';

function scopeOf(interruption: Groups['Interruptions']): Scope {
  const { SpaceId: spaceId, ProjectId: projectId, EnvironmentId: environmentId, TenantId: tenantId } = interruption;
  return { spaceId, projectId, environmentId, tenantId };
}

/** Those who may view interruptions, or answer them, may see one. */
export function maySee(caller: Caller, interruption: Groups['Interruptions']): boolean {
  const scope = scopeOf(interruption);
  return caller.mayAny(['InterruptionView', 'InterruptionSubmit', 'InterruptionViewSubmitResponsible'], scope);
}

/**
 * Why a caller may not take responsibility; `undefined` when they may. With responsible teams only their members may,
 * with either permission; without any, those who may submit, or who may deploy the project and submit what they are
 * responsible for. Administrators stand above teams. [docs; guess for administrators]
 */
export function responsibilityRefusal(
  caller: Caller,
  interruption: InterruptionDocument,
): 'permission' | 'team' | undefined {
  const scope = scopeOf(interruption);
  if (caller.may('AdministerSystem', {})) return undefined;
  if (!caller.mayAny(['InterruptionSubmit', 'InterruptionViewSubmitResponsible'], scope)) return 'permission';
  const teams = interruption.ResponsibleTeamIds;
  if (teams.length > 0) return teams.some((id) => caller.teamIds().includes(id)) ? undefined : 'team';
  return caller.may('InterruptionSubmit', scope) || caller.may('DeploymentCreate', scope) ? undefined : 'permission';
}

/** The answer that was written: `Result` for a manual step, `Guidance` (or `Result`) for a failure, in any case. Throws the 400. [docs] */
export function answerOf(
  { Type, Guidances = [] }: Pick<InterruptionDocument, 'Type' | 'Guidances'>,
  written: { readonly Result: string | null; readonly Guidance: string | null },
): NonNullable<InterruptionDocument['Result']> {
  const guided = Type === 'GuidedFailure';
  const choices = guided ? Guidances : (['Proceed', 'Abort'] as const);
  const given = (guided ? written.Guidance || written.Result : written.Result)?.toLowerCase();
  const answer = choices.find((choice) => choice.toLowerCase() === given);
  if (answer !== undefined) return answer;
  const names = choices.map((choice) => `'${choice}'`);
  throw badRequest([`${guided ? 'Guidance' : 'Result'} must be ${names.slice(0, -1).join(', ')} or ${names.at(-1)}.`]);
}
