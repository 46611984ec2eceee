import { buildCommand } from '@stricli/core';
import type { LabContext } from '../context.ts';
import type { StatusFlags } from '../flags.ts';
import { providerFlag } from '../provider-flag.ts';

export const status = buildCommand<StatusFlags, [], LabContext>({
  docs: { brief: 'Tell what of the lab runs; changes nothing' },
  loader: async () => (await import('./status.handler.ts')).status,
  parameters: {
    flags: {
      provider: providerFlag,
      json: { kind: 'boolean', default: false, withNegated: false, brief: 'Print JSON and nothing else on stdout' },
    },
  },
});
