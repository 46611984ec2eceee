import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import type { LintFlags } from './lint.handler.ts';
import { fileArgument, jsonFlag } from './parameters.ts';

/** `bootstrap lint [FILE]`. */
export const lint = buildCommand<LintFlags, [file?: string], BootstrapContext>({
  docs: {
    brief: 'Check a lab file, and tell what it says twice; needs no server',
    fullDescription:
      'Tells everything that is wrong with a lab file, each with its place. In a file that is right it tells what is written more than once (values, steps, scripts, what defaults could say), with all places and what to do, and lines that are too many or too wide. Exits with 1 when something is written twice, with 64 when something is wrong.',
  },
  loader: async () => (await import('./lint.handler.ts')).lint,
  parameters: {
    flags: {
      maxLines: {
        kind: 'parsed',
        parse: wholeNumber,
        default: '300',
        placeholder: 'N',
        brief: 'Lines that are enough',
      },
      maxColumns: {
        kind: 'parsed',
        parse: wholeNumber,
        default: '120',
        placeholder: 'N',
        brief: 'Columns that are enough',
      },
      json: jsonFlag,
    },
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`${text} is no whole number from 1`);
  return Number(text);
}
