import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import type { DestroyFlags } from './destroy.handler.ts';
import { fileArgument, jsonFlag } from './parameters.ts';

/** `bootstrap destroy [FILE]`. */
export const destroy = buildCommand<DestroyFlags, [file?: string], BootstrapContext>({
  docs: {
    brief: 'Remove everything that the lab has made',
    fullDescription:
      'Shows what would go, asks for the name of the lab, and removes it: spaces with all that happened in them, teams, people, roles. The default space is emptied and named Default again. Never removes the account that asks, and refuses while tasks have not ended or when something would go that the file does not know. Safe to interrupt and run again.',
  },
  loader: async () => (await import('./destroy.handler.ts')).destroy,
  parameters: {
    flags: {
      yesDestroy: {
        kind: 'parsed',
        parse: String,
        placeholder: 'LAB',
        optional: true,
        brief: 'Do not ask: the name of the lab, which is what would have to be typed',
      },
      withUnknown: {
        kind: 'boolean',
        default: false,
        brief: 'Also remove what the file does not know in these spaces',
      },
      keepPeople: { kind: 'boolean', default: false, brief: 'Leave people and service accounts on the server' },
      dryRun: { kind: 'boolean', default: false, brief: 'Show what would go; remove nothing' },
      json: jsonFlag,
    },
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});
