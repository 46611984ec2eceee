import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import type { ClustersDownFlags } from './clusters-down.handler.ts';
import { clusterFlags } from './clusters-flags.ts';
import { fileArgument, jsonFlag } from './parameters.ts';

/** `bootstrap clusters down [FILE]`. */
export const clustersDown = buildCommand<ClustersDownFlags, [file?: string], BootstrapContext>({
  docs: {
    brief: 'Take the clusters of the lab down, with all that is in them',
    fullDescription:
      'Ends the clusters of the lab and removes their data: exactly the processes that clusters up has started, or the containers of kind, and what it has entered into your kubeconfig. An existing cluster is left alone. Doing so again does nothing.',
  },
  loader: async () => (await import('./clusters-down.handler.ts')).down,
  parameters: {
    flags: { ...clusterFlags, json: jsonFlag },
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});
