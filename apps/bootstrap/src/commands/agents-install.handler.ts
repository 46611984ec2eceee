import { installAgents } from '@octotrain/kube-kit';
import type { AgentChoice } from '../agents/agent-desk.ts';
import { workAtAgents } from '../agents/work-at-agents.ts';
import type { BootstrapContext } from '../context.ts';

/** What `agents install` is told. */
export interface AgentsInstallFlags extends AgentChoice {
  readonly json: boolean;
}

/** Installs the agents of the lab. */
export async function install(this: BootstrapContext, flags: AgentsInstallFlags, file?: string): Promise<void> {
  await workAtAgents(this, { flags, file }, ({ work }) => installAgents(work));
}
