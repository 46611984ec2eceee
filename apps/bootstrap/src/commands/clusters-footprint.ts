import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import { clusterFlags } from './clusters-flags.ts';
import type { ClustersFootprintFlags } from './clusters-footprint.handler.ts';
import { fileArgument, jsonFlag } from './parameters.ts';

/** `bootstrap clusters footprint [FILE]`. */
export const clustersFootprint = buildCommand<ClustersFootprintFlags, [file?: string], BootstrapContext>({
  docs: {
    brief: 'Tell what agents and spaces take of the clusters',
    fullDescription:
      'Counts namespaces, pods, volume claims, requests and limits in the clusters of the lab: by agent, by space, and what is neither. Pods that have ended ask for nothing. Changes nothing.',
  },
  loader: async () => (await import('./clusters-footprint.handler.ts')).footprint,
  parameters: {
    flags: { ...clusterFlags, json: jsonFlag },
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});
