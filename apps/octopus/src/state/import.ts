import type { ProgramContext } from '@octotrain/command-line';
import { buildCommand } from '@stricli/core';
import { dataFlag } from './data-flag.ts';
import type { ImportFlags } from './state.handler.ts';

/** `octopus import`. */
export const importState = buildCommand<ImportFlags, [file: string], ProgramContext>({
  docs: {
    brief: 'Put an exported state into a new data folder',
    fullDescription:
      'Reads what `octopus export` wrote into a folder that holds no state. From an export without secrets the server that opens it mints new keys.',
  },
  loader: async () => (await import('./state.handler.ts')).importState,
  parameters: {
    flags: { data: dataFlag },
    positional: { kind: 'tuple', parameters: [{ parse: String, placeholder: 'FILE', brief: 'What was exported' }] },
  },
});
