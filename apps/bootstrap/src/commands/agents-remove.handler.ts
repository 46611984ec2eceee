import { removeAgents } from '@octotrain/kube-kit';
import type { AgentChoice } from '../agents/agent-desk.ts';
import { workAtAgents } from '../agents/work-at-agents.ts';
import type { BootstrapContext } from '../context.ts';

/** What `agents remove` is told. */
export interface AgentsRemoveFlags extends AgentChoice {
  readonly json: boolean;
}

/** Removes the agents of the lab. */
export async function remove(this: BootstrapContext, flags: AgentsRemoveFlags, file?: string): Promise<void> {
  await workAtAgents(this, { flags, file }, ({ work }) => removeAgents(work));
}
