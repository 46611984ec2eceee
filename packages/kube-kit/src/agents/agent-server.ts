import type { AgentWish } from './agent-wish.ts';
import type { AgentTarget } from './judge-agent.ts';

/** What installing agents needs of the Octopus server. What it throws goes through to the caller. */
export interface AgentServer {
  /** A credential for one registration, which ends by itself within the hour, or when it is revoked. */
  mintCredential(agent: AgentWish): Promise<{ readonly apiKey: string; revoke(): Promise<void> }>;
  /** The agent's deployment target; undefined when the server has none of that name. */
  target(agent: AgentWish): Promise<AgentTarget | undefined>;
  /** Takes the target away; false when there was none. */
  removeTarget(agent: AgentWish): Promise<boolean>;
  /** Registers in place of an agent whose pods run nothing; absent where agents register themselves. */
  register?(agent: AgentWish): Promise<void>;
}
