import type { ProgramContext } from '@octotrain/command-line';
import { buildCommand } from '@stricli/core';
import { dataFlag } from '../state/data-flag.ts';
import type { SeedFlags } from './seed.handler.ts';

/** `octopus seed`. */
export const seed = buildCommand<SeedFlags, [file?: string], ProgramContext>({
  docs: {
    brief: 'Make a data folder that matches a lab file',
    fullDescription:
      'Applies a lab file to the server of a data folder, which is made when there is none: spaces, environments, projects, people. Without a file it is FinPay. Safe to run again. Secrets that the file names come from the environment and from files beside it.',
  },
  loader: async () => (await import('./seed.handler.ts')).seed,
  parameters: {
    flags: { data: dataFlag },
    positional: {
      kind: 'tuple',
      parameters: [{ parse: String, placeholder: 'FILE', optional: true, brief: 'The lab file (FinPay)' }],
    },
  },
});
