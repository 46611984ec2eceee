import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import { clusterFlags } from './clusters-flags.ts';
import type { ClustersUpFlags } from './clusters-up.handler.ts';
import { fileArgument, jsonFlag } from './parameters.ts';

/** `bootstrap clusters up [FILE]`. */
export const clustersUp = buildCommand<ClustersUpFlags, [file?: string], BootstrapContext>({
  docs: {
    brief: 'Make the clusters of the lab run, with its namespaces',
    fullDescription:
      'Makes the Kubernetes clusters of the lab run, side by side, and on each the namespaces that its deployments go to. A cluster of kind is made of containers, by Docker or podman. One of kwok is a real control plane on loopback, made of processes, whose nodes and pods are played; pnpm k8s:tools builds its programs. An existing one is only asked. What runs already is left alone; what an interrupted run has left is cleaned up; Ctrl-C takes back what was begun. Each cluster has a kubeconfig of its own.',
  },
  loader: async () => (await import('./clusters-up.handler.ts')).up,
  parameters: {
    flags: {
      ...clusterFlags,
      writeKubeconfig: {
        kind: 'boolean',
        default: false,
        brief: 'Enter the contexts into your kubeconfig too; clusters down takes them out',
      },
      json: jsonFlag,
    },
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});
