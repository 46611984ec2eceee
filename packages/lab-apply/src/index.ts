export { type AgentTargets, agentTargets } from './agents/agent-targets.ts';
export { type RegisteredAgent, registerAgents } from './agents/register-agents.ts';
export { applyLab, planLab, verifyLab } from './apply/apply-lab.ts';
export { type ApplyProgress, type ApplyResult, applyPlan } from './apply/apply-plan.ts';
export type { ApplyProblem } from './apply/apply-problem.ts';
export { planProblems } from './apply/plan-problems.ts';
export { addressesOf, desired, projectsOf } from './desired/desired.ts';
export { type DestroyProgress, type DestroyResult, destroyLab } from './destroy/destroy-lab.ts';
export type { DestroyAddress, DestroyPlan, DoomedSpace, OpenTask } from './destroy/destroy-plan.ts';
export { planDestroy } from './destroy/plan-destroy.ts';
export type { LabChange, LabPlan } from './diff/diff.ts';
export { type FieldChange, type FieldValue, type Hidden, isHidden } from './fields/fields.ts';
export type { MorningEvent, MorningFailure } from './friday/events.ts';
export { bringToFridayMorning, type Morning } from './friday/friday-morning.ts';
export type { Address, Building, Item } from './kinds/item.ts';
export { ownersOf } from './kinds/owners.ts';
export { type ItemKind, itemKinds } from './kinds/waves.ts';
export { type NarrowedPlan, type NeededChange, narrowPlan } from './only/narrow-plan.ts';
export { applyPrune, type PruneResult, type RefusedRemoval } from './prune/apply-prune.ts';
export { type Kept, type PrunePlan, planPrune, type Removal } from './prune/plan-prune.ts';

export { type NoSuchSpace, type PulledLab, pullLab } from './pull/pull-lab.ts';
export type { PulledSecret } from './pull/secret-names.ts';
export type { LeftOut } from './pull/source.ts';

export type { Held, HeldValue } from './tally/held.ts';
export { heldByLab } from './tally/held-by-lab.ts';
export { heldByServer } from './tally/held-by-server.ts';
export { type Places, placesOf, type Tally, type TallyRow, tallyOf, type Wanted } from './tally/tally.ts';
export type { CurrentChoice } from './tenants/choose-current.ts';
export type { RunningRelease } from './tenants/current-rules.ts';
export {
  type CurrentEvent,
  type CurrentFailure,
  type CurrentResult,
  deployCurrent,
  type TenantDeployment,
} from './tenants/deploy-current.ts';
export { type ProjectPlan, planCurrent } from './tenants/plan-current.ts';
export { type RunsThere, readCurrent } from './tenants/read-current.ts';
export { findTenant, removeTenantFromServer, type TenantOnServer } from './tenants/remove-tenant.ts';
export { type AgentChange, planAgents, serveTenant } from './tenants/serving-agents.ts';
export { tenantPart } from './tenants/tenant-part.ts';
export type { DriftedAgent } from './verify/agents.ts';
export { applyAgent } from './verify/audit-event.ts';
export type { Cause, Deed } from './verify/cause.ts';
export type { DriftedField, DriftedThing, UnknownThing } from './verify/drift.ts';
export { type Drift, findDrift } from './verify/find-drift.ts';
export type { UnknownVariable } from './verify/unknown-variables.ts';
export { type AgentAddress, placeOf } from './verify/ways.ts';
