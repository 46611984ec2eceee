import { buildCommand } from '@stricli/core';
import type { LabContext } from '../context.ts';
import type { LabFlags } from '../flags.ts';
import { providerFlag } from '../provider-flag.ts';

export const up = buildCommand<LabFlags, [], LabContext>({
  docs: {
    brief: 'Bring everything up, and print what to try',
    fullDescription: [
      "Makes FinPay's deployment repository, its two clusters (a real control plane each, no containers), an Octopus server that deploys with real helm and kubectl, the three spaces, the agents, and Friday morning: everything at 1.0.0. All of it is under .octotrain/lab and on loopback.",
      'Each part is looked for first: run it again after an interruption, or after a restart of the machine, and it goes on. The programs of clusters come from `pnpm k8s:tools`, once.',
      'On stdout: OCTOPUS_URL=…, OCTOPUS_API_KEY=… (the administrator) and KUBECONFIG=…, the lines that the other programs read; everything else goes to stderr.',
    ].join('\n\n'),
  },
  loader: async () => (await import('./up.handler.ts')).up,
  parameters: { flags: { provider: providerFlag } },
});
