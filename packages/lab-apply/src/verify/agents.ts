import type { Agent } from '@octotrain/lab-config';
import type { Machine } from '@octotrain/octopus-client';
import { compareFields, type Fields, saidFields } from '../fields/fields.ts';
import type { Names } from '../kinds/refs.ts';
import { tenantedMode } from '../kinds/words.ts';
import { type AuditEvent, isAbout } from './audit-event.ts';
import { type Cause, deedOf, type PeopleNames } from './cause.ts';
import { culpritOf } from './culprit.ts';
import type { DriftedField } from './drift.ts';
import { momentsOf } from './moments.ts';
import { isNamed } from './removals.ts';
import type { AgentAddress } from './ways.ts';

/** An agent that is not as the file says. Apply does not write agents: they register themselves. */
export type DriftedAgent = AgentAddress &
  (
    | { readonly is: 'different'; readonly fields: readonly DriftedField[] }
    | { readonly is: 'missing'; readonly cause: Cause }
  );

/** What the log calls what happens to machines, beside that they are made, changed and deleted. [client] */
export const machineCategories = [
  'MachineDisabled',
  'MachineEnabled',
  'MachineUnhealthy',
  'MachineUnavailable',
  'MachineDeleted',
];

/** An agent of the file, and the machine of its name, if there is one. */
export interface AgentOnServer {
  readonly agent: Agent;
  readonly machine?: Machine;
}

/** Whether an agent is as the file says. */
export function isAsTheFileSays({ agent, machine }: AgentOnServer, names: Names): boolean {
  return machine !== undefined && compareFields(fieldsOfMachine(machine, names), fieldsOfAgent(agent)).length === 0;
}

/** Explains what an agent differs in; undefined when it is as the file says. */
export function explainAgent(
  { agent, machine }: AgentOnServer,
  facts: { events: readonly AuditEvent[]; names: Names; people: PeopleNames },
): DriftedAgent | undefined {
  const { events, names, people } = facts;
  const where = { kind: 'agent', space: agent.space, name: agent.name } as const;
  if (machine === undefined) {
    const removal = events.find(
      (event) => event.category.endsWith('Deleted') && isMachine(event) && isNamed(event, agent.name),
    );
    const cause: Cause =
      removal === undefined ? { is: 'neverApplied' } : { is: 'deleted', by: deedOf(removal, people) };
    return { ...where, is: 'missing', cause };
  }
  const differences = compareFields(fieldsOfMachine(machine, names), fieldsOfAgent(agent));
  if (differences.length === 0) return undefined;
  const about = events.filter((event) => isAbout(event, machine.Id));
  const read = (document: object) =>
    'Roles' in document && 'EnvironmentIds' in document
      ? // What has both is a machine, whatever else the log keeps of it.
        fieldsOfMachine(document as Machine, names)
      : undefined;
  const fields = differences.map(({ field, before, after }): DriftedField => {
    const heard = about.filter((event) => isOfHealth(event) === (field === 'health'));
    const culprit = culpritOf(field, before, momentsOf({ events: heard, mark: 'Roles', read }));
    return {
      field,
      ...(after === undefined ? {} : { file: after }),
      ...(before === undefined ? {} : { server: before }),
      cause: culprit === undefined ? { is: 'untold' } : { is: 'changed', by: deedOf(culprit, people) },
    };
  });
  return { ...where, is: 'different', fields };
}

function isMachine({ related }: AuditEvent): boolean {
  return related[0]?.startsWith('Machines-') ?? false;
}

function isOfHealth({ category }: AuditEvent): boolean {
  return ['MachineUnhealthy', 'MachineUnavailable'].includes(category);
}

function fieldsOfAgent(agent: Agent): Fields {
  return saidFields({
    enabled: true,
    health: 'not unhealthy',
    'target tags': agent.targetTags.toSorted(),
    environments: agent.environments.toSorted(),
    serves: tenantedMode(agent.multiTenancy),
    tenants: agent.tenants.toSorted(),
    'tenant tags': agent.tenantTags.toSorted(),
  });
}

function fieldsOfMachine(machine: Machine, names: Names): Fields {
  const isUnwell = machine.HealthStatus === 'Unhealthy' || machine.HealthStatus === 'Unavailable';
  return saidFields({
    enabled: machine.IsDisabled !== true,
    health: isUnwell ? machine.HealthStatus : 'not unhealthy',
    'target tags': machine.Roles.toSorted(),
    environments: machine.EnvironmentIds.map(names).toSorted(),
    serves: machine.TenantedDeploymentParticipation,
    tenants: machine.TenantIds.map(names).toSorted(),
    'tenant tags': machine.TenantTags.toSorted(),
  });
}
