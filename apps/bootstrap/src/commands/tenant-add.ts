import { durationParser } from '@octotrain/command-line';
import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import { jsonFlag, labFileFlag } from './parameters.ts';
import type { TenantAddFlags } from './tenant-add.handler.ts';

const text = { kind: 'parsed', parse: String, optional: true } as const;
const texts = { ...text, variadic: true } as const;
const yesOrNo = { kind: 'boolean', default: false } as const;

/** Flags of `tenant add`; any other option names a template of the lab. */
export const tenantAddFlags = {
  set: {
    ...texts,
    placeholder: 'TEMPLATE=VALUE',
    brief: 'A value of any template; also PROJECT/TEMPLATE, TEMPLATE[ENVIRONMENT]',
  },
  short: { ...text, placeholder: 'WORD', brief: "What {tenant} stands for in patterns; the name's slug when left out" },
  description: { ...text, placeholder: 'TEXT', brief: 'A sentence about it' },
  like: { ...text, placeholder: 'TENANT', brief: 'Projects, environments and tags as that tenant has them' },
  project: { ...texts, placeholder: 'PROJECT', brief: 'Connect it to this project; may be given several times' },
  environment: { ...texts, placeholder: 'ENVIRONMENT', brief: 'Only in this environment; may be given several times' },
  tag: { ...texts, placeholder: 'SET/TAG', brief: 'Give it this tag; may be given several times' },
  space: { ...text, placeholder: 'SPACE', brief: 'Its space, where several spaces have tenants' },
  file: labFileFlag,
  deployCurrent: { ...yesOrNo, brief: 'Deploy what the other tenants run, in the order of the lifecycle' },
  wait: {
    kind: 'parsed',
    parse: durationParser,
    default: '30m',
    placeholder: 'DURATION',
    brief: 'How long one deployment may take, people included',
  },
  apply: { kind: 'boolean', default: true, brief: 'Make it so on the server; --no-apply edits the file only' },
  undoOnFailure: { ...yesOrNo, brief: 'Take everything back when something fails' },
  yes: { ...yesOrNo, brief: 'Do not ask before writing' },
  json: jsonFlag,
} as const;

/** `bootstrap tenant add NAME`. */
export const tenantAdd = buildCommand<TenantAddFlags, [name?: string], BootstrapContext>({
  docs: {
    brief: 'Write a tenant into the lab file, make it on the server, deploy what the others run',
    fullDescription:
      'Writes a tenant into the lab file as its neighbours are written, keeping every other byte; applies it and nothing else; and with --deploy-current deploys what the other tenants run. Every template that needs a value is an option: --data-region for DataRegion, and --region where no other template has that word. What is missing is asked for, or told all at once. Shows what it will do and asks. Safe to kill and run again; `tenant remove` takes it back.',
  },
  loader: async () => (await import('./tenant-add.handler.ts')).tenantAdd,
  parameters: {
    flags: tenantAddFlags,
    positional: {
      kind: 'tuple',
      parameters: [{ parse: String, placeholder: 'NAME', brief: 'Name of the tenant', optional: true }],
    },
  },
});
