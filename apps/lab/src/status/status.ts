import { buildCommand } from '@stricli/core';
import type { Provider } from '../clusters.ts';
import type { LabContext } from '../context.ts';
import { providerFlag } from '../provider-flag.ts';

/** What `lab status` was told. */
export interface StatusFlags {
  readonly provider: Provider;
  readonly json: boolean;
}

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
