import type { KubeResult } from '../result.ts';
import type { AgentWish } from './agent-wish.ts';
import { agentPlace } from './agent-wish.ts';
import type { AgentWork } from './agent-work.ts';
import { lookAt } from './install-agents.ts';
import { judgeAgent } from './judge-agent.ts';

/** What is to be seen of an agent. */
export interface AgentStatus {
  readonly agent: AgentWish;
  readonly namespace: string;
  /** The state of its release as helm names it; `absent` when there is none. */
  readonly release: string;
  readonly revision: number | undefined;
  readonly chart: string | undefined;
  /** As the server sees it; `not registered` when it does not know it. */
  readonly health: string;
  /** Whether installing again would change nothing. */
  readonly isRight: boolean;
}

/** Looks at a cluster's agents, side by side; changes nothing. The first problem is given back. */
export async function agentsStatus(
  work: Pick<AgentWork, 'helm' | 'server' | 'address' | 'charts' | 'signal' | 'agents'>,
): Promise<KubeResult<readonly AgentStatus[]>> {
  const looks = await Promise.all(work.agents.map((agent) => statusOf(work, agent)));
  const all: AgentStatus[] = [];
  for (const look of looks) {
    if (!look.ok) return look;
    all.push(look.value);
  }
  return { ok: true, value: all };
}

async function statusOf(work: Parameters<typeof agentsStatus>[0], agent: AgentWish): Promise<KubeResult<AgentStatus>> {
  const found = await lookAt(work, agent);
  if (!found.ok) return found;
  const { history, target } = found.value;
  const latest = history.at(-1);
  const { namespace } = agentPlace(agent);
  return {
    ok: true,
    value: {
      ...{ agent, namespace },
      release: latest?.state ?? 'absent',
      revision: latest?.revision,
      chart: latest?.chart,
      health: target === undefined ? 'not registered' : target.isThis ? target.health : 'leads elsewhere',
      isRight: judgeAgent(found.value).kind === 'nothing',
    },
  };
}
