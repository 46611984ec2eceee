import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import { agentFlags } from './agents-flags.ts';
import type { AgentsInstallFlags } from './agents-install.handler.ts';
import { fileArgument } from './parameters.ts';

/** `bootstrap agents install [FILE]`. */
export const agentsInstall = buildCommand<AgentsInstallFlags, [file?: string], BootstrapContext>({
  docs: {
    brief: 'Install the agents of the lab in its clusters',
    fullDescription:
      'Installs the NFS driver and then the agents of the lab, one release each in a namespace of its own, each of them healthy before the next; clusters side by side. A credential is minted for each just before, and revoked as soon as it is healthy. What is right is left alone, and what was cut off is mended: one at a time installs agents in a cluster, from whatever machine. Where pods run nothing (kwok), a chart of the same footprint stands in, and agents are registered on their behalf.',
  },
  loader: async () => (await import('./agents-install.handler.ts')).install,
  parameters: {
    flags: agentFlags,
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});
