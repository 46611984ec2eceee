import type { ProgramContext } from '@octotrain/command-line';
import { buildCommand } from '@stricli/core';
import { parseAddress } from '../parsers.ts';
import type { CompareFlags } from './compare-flags.ts';
import { differenceKinds } from './differences.ts';

/** `octopus compare SESSION`: where a server and the emulator answer differently. */
export const compare = buildCommand<CompareFlags, [string], ProgramContext>({
  docs: {
    brief: 'Tell where a server and the emulator answer a recorded session differently',
    fullDescription: [
      'Replays a session of `octopus record` against a new emulator, and its reads against the server at URL with the key in OCTOPUS_API_KEY. What is not sent there is compared with its recorded answer; without --against nothing is sent.',
      'Told are differences in status and shape: fields that are missing or too many, their types, words of the API, paging numbers. Ids, times and texts may differ.',
      'Exit code 0: no differences; 1: some; 6: nothing could be compared.',
    ].join('\n\n'),
  },
  loader: async () => (await import('./compare.handler.ts')).compare,
  parameters: {
    flags: {
      against: {
        kind: 'parsed',
        parse: parseAddress,
        optional: true,
        placeholder: 'URL',
        brief: 'The server (the recorded answers)',
      },
      allowWrites: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Send writes to the server too, at the pace of the recording: they change it',
      },
      ignore: {
        kind: 'enum',
        values: differenceKinds,
        variadic: true,
        optional: true,
        brief: 'Leave out a kind of difference; repeatable',
      },
      json: { kind: 'boolean', default: false, withNegated: false, brief: 'Print the comparison as JSON' },
    },
    positional: {
      kind: 'tuple',
      parameters: [{ parse: String, placeholder: 'SESSION', brief: 'File of `octopus record`' }],
    },
  },
});
