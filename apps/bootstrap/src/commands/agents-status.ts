import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import { agentFlags } from './agents-flags.ts';
import type { AgentsStatusFlags } from './agents-status.handler.ts';
import { fileArgument } from './parameters.ts';

/** `bootstrap agents status [FILE]`. */
export const agentsStatus = buildCommand<AgentsStatusFlags, [file?: string], BootstrapContext>({
  docs: {
    brief: 'Tell how the agents of the lab are',
    fullDescription:
      'Tells the state of each agent: its release in the cluster, its health on the server, and the pods and requests that it takes. Changes nothing. Ends with 1 when one of them is not as it should be.',
  },
  loader: async () => (await import('./agents-status.handler.ts')).status,
  parameters: {
    flags: agentFlags,
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});
