import type { ProgramContext } from '@octotrain/command-line';
import { buildCommand } from '@stricli/core';
import { dataFlag } from './data-flag.ts';
import type { ExportFlags } from './state.handler.ts';

/** `octopus export`. */
export const exportState = buildCommand<ExportFlags, [], ProgramContext>({
  docs: {
    brief: 'Write the state of a data folder as lines of JSON',
    fullDescription:
      'Writes the state that a data folder holds: a line that says so, then one document a line. Stop the server first. Keys, passwords and sensitive values are left out unless they are asked for.',
  },
  loader: async () => (await import('./state.handler.ts')).exportState,
  parameters: {
    flags: {
      data: dataFlag,
      out: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'FILE',
        brief: 'Write into this file, which must be new (stdout)',
      },
      withSecrets: { kind: 'boolean', default: false, brief: 'Keep keys, passwords and sensitive values' },
    },
  },
});
