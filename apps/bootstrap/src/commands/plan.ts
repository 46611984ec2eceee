import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import { fileArgument, jsonFlag, onlyFlag, pruneFlag, rewriteSecretsFlag } from './parameters.ts';
import type { PlanFlags } from './plan.handler.ts';

/** `bootstrap plan [FILE]`. */
export const plan = buildCommand<PlanFlags, [file?: string], BootstrapContext>({
  docs: { brief: 'Show what apply would change; changes nothing' },
  loader: async () => (await import('./plan.handler.ts')).plan,
  parameters: {
    flags: {
      detailedExitcode: { kind: 'boolean', default: false, brief: 'End with 2 when there are changes to make' },
      only: onlyFlag,
      prune: pruneFlag,
      json: jsonFlag,
      rewriteSecrets: rewriteSecretsFlag,
    },
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});
