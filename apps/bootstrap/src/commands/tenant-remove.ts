import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import { jsonFlag, labFileFlag } from './parameters.ts';
import type { TenantRemoveFlags } from './tenant-remove.handler.ts';

/** `bootstrap tenant remove NAME`. */
export const tenantRemove = buildCommand<TenantRemoveFlags, [name: string], BootstrapContext>({
  docs: {
    brief: 'Take a tenant off the server and out of the lab file: undoes tenant add',
    fullDescription:
      'Removes a tenant from the server, then from the lab file. What `tenant add` wrote comes out to the byte; other bytes and comments stay. A tenant with deployments is refused unless --with-deployments is said: their records go with it, what runs in clusters does not. Shows what it will do and asks. Safe to kill and run again.',
  },
  loader: async () => (await import('./tenant-remove.handler.ts')).tenantRemove,
  parameters: {
    flags: {
      space: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'SPACE',
        brief: 'Its space, where several have a tenant of this name',
      },
      file: labFileFlag,
      withDeployments: { kind: 'boolean', default: false, brief: 'Also when it has deployments; their records go too' },
      apply: { kind: 'boolean', default: true, brief: 'Take it off the server; --no-apply edits the file only' },
      yes: { kind: 'boolean', default: false, brief: 'Do not ask before removing' },
      json: jsonFlag,
    },
    positional: {
      kind: 'tuple',
      parameters: [{ parse: String, placeholder: 'NAME', brief: 'Name of the tenant' }],
    },
  },
});
