import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import { clusterFlags } from './clusters-flags.ts';
import type { ClustersStatusFlags } from './clusters-status.handler.ts';
import { fileArgument, jsonFlag } from './parameters.ts';

/** `bootstrap clusters status [FILE]`. */
export const clustersStatus = buildCommand<ClustersStatusFlags, [file?: string], BootstrapContext>({
  docs: {
    brief: 'Tell which clusters of the lab run',
    fullDescription:
      'Tells which clusters of the lab run, their versions, since when, and the memory of their processes. Changes nothing. Ends with 1 when one of them is broken or cannot be told; a cluster that is stopped or absent is no fault.',
  },
  loader: async () => (await import('./clusters-status.handler.ts')).status,
  parameters: {
    flags: { ...clusterFlags, json: jsonFlag },
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});
