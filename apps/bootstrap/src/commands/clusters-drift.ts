import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import type { ClustersDriftFlags } from './clusters-drift.handler.ts';
import { clusterFlags } from './clusters-flags.ts';
import { fileArgument, jsonFlag } from './parameters.ts';

/** `bootstrap clusters drift [FILE]`. */
export const clustersDrift = buildCommand<ClustersDriftFlags, [file?: string], BootstrapContext>({
  docs: {
    brief: 'Tell what in the clusters is not as its helm release has set it, and who changed it',
    fullDescription:
      "Compares every helm release in the namespaces of the lab with the live objects, field by field: what a server completes by itself is no difference. Who changed a field is read from the objects' managed fields. Changes nothing. Ends with 1 when something differs. What was applied without helm is not looked at.",
  },
  loader: async () => (await import('./clusters-drift.handler.ts')).drift,
  parameters: {
    flags: { ...clusterFlags, json: jsonFlag },
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});
