import { exitCodes, renderTable } from '@octotrain/command-line';
import { type RegisteredAgent, registerAgents } from '@octotrain/lab-apply';
import type { BootstrapContext } from '../context.ts';
import { atDesk, refuse } from './desk.ts';

/** What `agents register` is told. */
export interface RegisterFlags {
  readonly simulated: boolean;
  readonly json: boolean;
}

/** Registers the agents of the lab. */
export async function register(this: BootstrapContext, flags: RegisterFlags, file?: string): Promise<void> {
  if (!flags.simulated) {
    const text =
      'real agents register themselves, from their clusters; for agents that nobody runs:\npnpm bootstrap agents register --simulated';
    this.setExitCode(refuse(this, { text, exit: exitCodes.usage }));
    return;
  }
  await atDesk(this, file, async ({ client, lab }) => {
    const agents = await registerAgents({ client, lab, simulated: true });
    if (flags.json) this.stdout.write(`${JSON.stringify(document(agents), null, 2)}\n`);
    else this.stdout.write(`${table(agents, this.stdout.columns ?? 80)}\n`);
    return exitCodes.done;
  });
}

function document(agents: readonly RegisteredAgent[]) {
  return {
    schema: 1,
    agents: agents.map(({ agent, outcome }) => ({
      name: agent.name,
      space: agent.space,
      context: agent.context,
      outcome,
    })),
  };
}

function table(agents: readonly RegisteredAgent[], width: number): string {
  const columns = ['Space', 'Agent', 'Cluster', 'Environments', 'Outcome'].map((heading) => ({
    heading,
    narrowTo: 10,
  }));
  const rows = agents.map(({ agent, outcome }) => [
    agent.space,
    agent.name,
    agent.context,
    agent.environments.join(', '),
    outcome,
  ]);
  return renderTable({ columns, rows, width });
}
