import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import type { AgentsRightsFlags } from './agents-rights.handler.ts';
import { clusterFlags } from './clusters-flags.ts';
import { fileArgument, jsonFlag } from './parameters.ts';

function names(brief: string) {
  return { kind: 'parsed', parse: String, variadic: true, optional: true, placeholder: 'NAME', brief } as const;
}

/** `bootstrap agents rights [FILE]`. */
export const agentsRights = buildCommand<AgentsRightsFlags, [file?: string], BootstrapContext>({
  docs: {
    brief: 'Tell in which namespaces the scripts of the agents may write; needs no server',
    fullDescription:
      "Tells what the account of each agent's scripts may do in its cluster: in the namespaces of its own space, in those of other spaces and agents, in kube-system. Read from the cluster's RBAC objects; changes nothing.\n\nWhat somebody may deploy is Octopus' business, what an agent may change is Kubernetes': Octopus' chart lets the scripts of every agent write everywhere unless it is told otherwise. Could Payments' agent write into Merchants' namespaces? --agent payments-dev --namespace merchant-dev",
  },
  loader: async () => (await import('./agents-rights.handler.ts')).rights,
  parameters: {
    flags: {
      ...clusterFlags,
      agent: names('Only this agent; may be given more than once'),
      namespace: names('Only in this namespace, a row for each agent; may be given more than once'),
      strict: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: "End with 1 when an agent may write in a namespace that is not its space's",
      },
      json: jsonFlag,
    },
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});
