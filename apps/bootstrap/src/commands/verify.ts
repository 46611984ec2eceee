import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import { fileArgument, jsonFlag } from './parameters.ts';
import type { VerifyFlags } from './verify.handler.ts';

/** `bootstrap verify [FILE]`. */
export const verify = buildCommand<VerifyFlags, [file?: string], BootstrapContext>({
  docs: {
    brief: 'Tell how the server differs from the file, why, and who changed it; changes nothing',
    fullDescription:
      'Compares the server with the file and asks the audit log who made each difference, and when. Ends with 0 when there is none and with 1 when there is drift. Agents that are missing, switched off or unhealthy count as drift. What the file does not name does not.',
  },
  loader: async () => (await import('./verify.handler.ts')).verify,
  parameters: {
    flags: {
      detailedExitcode: {
        kind: 'boolean',
        default: false,
        brief: 'End with 2 when there is drift, to tell it from failures',
      },
      json: jsonFlag,
    },
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});
