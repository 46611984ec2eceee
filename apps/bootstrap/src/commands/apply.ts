import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import type { ApplyFlags } from './apply.handler.ts';
import { fileArgument, jsonFlag, onlyFlag, pruneFlag, rewriteSecretsFlag } from './parameters.ts';

/** `bootstrap apply [FILE]`. */
export const apply = buildCommand<ApplyFlags, [file?: string], BootstrapContext>({
  docs: {
    brief: 'Make the server match the file',
    fullDescription:
      'Plans, asks, writes what differs, and reads the server again to prove that it matches. What the file does not name is left alone, unless --prune is said. Safe to interrupt and run again.',
  },
  loader: async () => (await import('./apply.handler.ts')).apply,
  parameters: {
    flags: {
      yes: { kind: 'boolean', default: false, brief: 'Do not ask before writing; with --prune, nor before removing' },
      only: onlyFlag,
      prune: pruneFlag,
      json: jsonFlag,
      rewriteSecrets: rewriteSecretsFlag,
    },
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});
