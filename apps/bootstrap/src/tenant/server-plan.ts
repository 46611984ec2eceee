import {
  type AgentChange,
  findTenant,
  type LabPlan,
  type ProjectPlan,
  planAgents,
  planCurrent,
  planLab,
  tenantPart,
} from '@octotrain/lab-apply';
import type { Lab, SecretSource, Space, Tenant } from '@octotrain/lab-config';
import type { OctopusClient } from '@octotrain/octopus-client';

/** All that a server lacks of one tenant. */
export interface ServerPlan {
  readonly lab: Lab;
  readonly space: Space;
  readonly tenant: Tenant;
  /** The tenant's own documents. */
  readonly part: LabPlan;
  /** How many other things the file and the server differ in; they are left alone. */
  readonly others: number;
  readonly agents: readonly AgentChange[];
  /** Environments in which no agent of the file would serve it. */
  readonly unserved: readonly string[];
  /** What it shall run; empty unless that was asked for. */
  readonly current: readonly ProjectPlan[];
  readonly isOnServer: boolean;
}

/** Reads the server and says what adding a tenant of the lab takes. Writes nothing. */
export async function planTenant(options: {
  client: OctopusClient;
  lab: Lab;
  space: string;
  name: string;
  deployCurrent: boolean;
  secrets: SecretSource;
  signal: AbortSignal;
}): Promise<ServerPlan> {
  const { client, lab, name, deployCurrent, secrets, signal } = options;
  const space = lab.spaces.find((one) => one.name === options.space);
  const tenant = space?.tenants.find((one) => one.name === name);
  if (space === undefined || tenant === undefined) throw new Error(`the lab has lost the tenant ${name}`);
  const plan = await planLab({ client, lab, secrets, signal });
  const part = tenantPart(plan, { space: space.name, name });
  const isNew = part.writes.some(({ change }) => change.kind === 'tenant' && change.action === 'create');
  const tenantId = isNew ? undefined : (await findTenant({ client, space: space.name, name }))?.id;
  const [agents, current] = await Promise.all([
    planAgents({ client, space: space.name, agents: space.agents, tenant, tenantId }),
    deployCurrent ? planCurrent({ client, space: space.name, tenant, signal }) : [],
  ]);
  return {
    lab,
    space,
    tenant,
    part,
    others: plan.writes.length - part.writes.length,
    agents: agents.changes,
    unserved: agents.unserved,
    current,
    isOnServer: !isNew,
  };
}
