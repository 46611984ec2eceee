import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import { fileArgument, jsonFlag } from './parameters.ts';
import type { TallyFlags } from './tally.handler.ts';

/** `bootstrap tally [FILE]`. */
export const tally = buildCommand<TallyFlags, [file?: string], BootstrapContext>({
  docs: {
    brief: 'Count what the spaces of the server hold alike, and how often the file writes it',
    fullDescription:
      'Counts what more than one space of the server holds: environments, lifecycles, git credentials, feeds, tag sets, variable sets, agents, and values that are equal. Beside each stands how often the file writes it, and where. With --value or --variable it names every place that has to change instead. Changes nothing.',
  },
  loader: async () => (await import('./tally.handler.ts')).tally,
  parameters: {
    flags: {
      value: {
        kind: 'parsed',
        parse: String,
        placeholder: 'TEXT',
        optional: true,
        brief: 'Name every place that holds this text, such as kafka-1.finpay.internal:9092',
      },
      variable: {
        kind: 'parsed',
        parse: String,
        placeholder: 'NAME',
        optional: true,
        brief: 'Name every place with a value of this variable',
      },
      offline: { kind: 'boolean', default: false, brief: 'Count what the file would make, without a server' },
      json: jsonFlag,
    },
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});
