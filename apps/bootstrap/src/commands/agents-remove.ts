import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import { agentFlags } from './agents-flags.ts';
import type { AgentsRemoveFlags } from './agents-remove.handler.ts';
import { fileArgument } from './parameters.ts';

/** `bootstrap agents remove [FILE]`. */
export const agentsRemove = buildCommand<AgentsRemoveFlags, [file?: string], BootstrapContext>({
  docs: {
    brief: 'Remove the agents of the lab from its clusters',
    fullDescription:
      'Removes the releases of the agents, their namespaces with all that is in them, their targets on the server, and the NFS driver when no agent is left and it was installed for them.',
  },
  loader: async () => (await import('./agents-remove.handler.ts')).remove,
  parameters: {
    flags: agentFlags,
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});
