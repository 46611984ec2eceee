import { buildCommand } from '@stricli/core';
import type { LabContext } from '../context.ts';
import type { LabFlags } from '../flags.ts';
import { providerFlag } from '../provider-flag.ts';

export const down = buildCommand<LabFlags, [], LabContext>({
  docs: {
    brief: 'Take everything down; nothing is left',
    fullDescription:
      'Ends the server and the clusters, each process by its own number, and removes .octotrain/lab with all that it holds. Runs and reports of trains, under .octotrain/runs, stay.',
  },
  loader: async () => (await import('./down.handler.ts')).down,
  parameters: { flags: { provider: providerFlag } },
});
