import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import type { PodsFlags } from './pods.handler.ts';

function path(brief: string) {
  return { kind: 'parsed', parse: String, placeholder: 'PATH', brief } as const;
}

/** `bootstrap pods`: the process beside a cluster whose pods run nothing; no command for people. */
export const pods = buildCommand<PodsFlags, [], BootstrapContext>({
  docs: { brief: 'Answer for the pods of a cluster of kwok' },
  loader: async () => (await import('./pods.handler.ts')).answerForPods,
  parameters: {
    flags: {
      kubeconfig: path('Kubeconfig of the cluster'),
      egressSocket: path('Socket that the API server sends to'),
      kubeletPort: {
        kind: 'parsed',
        parse: (text: string) => Number.parseInt(text, 10),
        placeholder: 'PORT',
        brief: 'Port of kwok',
      },
      kubeletCertificate: path('Certificate that kwok serves with'),
      kubeletKey: path('Key of that certificate'),
      folder: path('Folder of its own'),
    },
  },
});
