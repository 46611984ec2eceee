import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import { jsonFlag, labFileFlag } from './parameters.ts';
import type { TenantListFlags } from './tenant-list.handler.ts';

/** `bootstrap tenant list`. */
export const tenantList = buildCommand<TenantListFlags, [], BootstrapContext>({
  docs: {
    brief: 'Show the tenants of the lab: their tags, and what runs for them where',
    fullDescription:
      'Shows the tenants of the lab file and, from the server, which release each runs in each environment.',
  },
  loader: async () => (await import('./tenant-list.handler.ts')).tenantList,
  parameters: {
    flags: { file: { ...labFileFlag, brief: "Lab file; FinPay's when left out" }, json: jsonFlag },
    positional: { kind: 'tuple', parameters: [] },
  },
});
