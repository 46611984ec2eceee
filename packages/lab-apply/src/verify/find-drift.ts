import type { Lab } from '@octotrain/lab-config';
import { planLab } from '../apply/apply-lab.ts';
import type { LabPlan } from '../diff/diff.ts';
import { keyOf } from '../kinds/item.ts';
import type { Reader } from '../read/reader.ts';
import { createRegistry } from '../read/registry.ts';
import { type AgentOnServer, type DriftedAgent, explainAgent, isAsTheFileSays, machineCategories } from './agents.ts';
import { type DriftedThing, explainDrift, peopleOf, type UnknownThing } from './drift.ts';
import { kindsInLog } from './kinds-in-log.ts';
import { readAgents } from './read-agents.ts';
import { type AuditLog, readEvents } from './read-events.ts';
import { auditIdsOf } from './subjects.ts';
import { explainUnknown, setsWithUnknown, type UnknownVariable } from './unknown-variables.ts';

/** How a server differs from a lab, and why. Plain data; no secret is in it. */
export interface Drift {
  readonly drift: readonly DriftedThing[];
  /** Agents that are missing, switched off, unhealthy or registered otherwise. Apply does not write them. */
  readonly agents: readonly DriftedAgent[];
  /** What the server has beyond the file. It is no drift, and is left alone. */
  readonly notInFile: readonly UnknownThing[];
  /** Variables beyond the file in sets that it names. They are no drift, and are left alone. */
  readonly unknownVariables: readonly UnknownVariable[];
  /** How many things are as the file says. */
  readonly unchanged: number;
  /** Whether the audit log could be asked for who did it. */
  readonly audit: AuditLog['is'];
  /** Why the audit log was not read. */
  readonly auditRefusal?: string;
}

/**
 * Compares a server with a lab and asks the audit log who made each difference. Writes nothing. Where nothing differs
 * the log is not asked; where its reading is not permitted, everything is told without who did it.
 */
export async function findDrift(options: { client: Reader; lab: Lab; signal?: AbortSignal }): Promise<Drift> {
  const { client, lab, signal } = options;
  const plan = await planLab(options);
  const registry = createRegistry(plan.observed.ids);
  const agents = await readAgents({ client, lab, registry, signal });
  const drifted = agents.filter((one) => !isAsTheFileSays(one, registry.nameOf));
  const unknown = setsWithUnknown(lab, plan.observed);
  const { ids, deletedTypes } = questionsOf(plan, drifted);
  const asked = [...ids, ...unknown.flatMap(({ document }) => document.Id ?? [])];
  const log = await readEvents({ client, ids: asked, deletedTypes, categories: machineCategories, signal });
  const events = log.is === 'read' ? log.events : [];
  const facts = { events, names: registry.nameOf, people: peopleOf(plan) };
  return {
    ...explainDrift({ plan, events }),
    agents: drifted.flatMap((one) => explainAgent(one, facts) ?? []),
    unknownVariables: unknown.flatMap((set) => explainUnknown(set, facts)),
    unchanged: plan.unchanged,
    audit: log.is,
    ...(log.is === 'refused' ? { auditRefusal: log.why } : {}),
  };
}

/** What the audit log is to be asked about a plan. */
function questionsOf(
  plan: LabPlan,
  agents: readonly AgentOnServer[],
): { ids: readonly string[]; deletedTypes: readonly string[] } {
  const registry = createRegistry(plan.observed.ids);
  const found = new Map(plan.observed.found.map((one) => [keyOf(one.address), one.document]));
  const differing = plan.writes.filter(({ stored }) => stored !== undefined);
  const missing = plan.writes.filter(({ stored }) => stored === undefined);
  const ids = [
    ...differing.flatMap(({ change, stored }) => auditIdsOf(change, stored, registry)),
    ...plan.notInFile.flatMap((one) => auditIdsOf(one, found.get(keyOf(one)), registry)),
    ...agents.flatMap(({ machine }) => machine?.Id ?? []),
  ];
  const isAgentMissing = agents.some(({ machine }) => machine === undefined);
  const deletedTypes = missing.map(({ change }) => kindsInLog[change.kind].type);
  return { ids, deletedTypes: [...deletedTypes, ...(isAgentMissing ? ['Machines'] : [])] };
}
