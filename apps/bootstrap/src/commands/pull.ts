import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import { jsonFlag } from './parameters.ts';
import type { PullFlags } from './pull.handler.ts';

/** `bootstrap pull`. */
export const pull = buildCommand<PullFlags, [], BootstrapContext>({
  docs: {
    brief: 'Write the spaces of a server down as a lab file; changes nothing on it',
    fullDescription:
      'Reads all spaces of the server, or those named, and prints the lab file that plans to no change against it. What spaces hold alike is written once, values of tenants become patterns where a pattern makes them all, and secrets become references. What a lab file cannot say is left out, left alone by an apply, and listed with the reason on stderr.',
  },
  loader: async () => (await import('./pull.handler.ts')).pull,
  parameters: {
    flags: {
      space: {
        kind: 'parsed',
        parse: String,
        placeholder: 'NAME',
        variadic: true,
        optional: true,
        brief: 'Only this space; may be given several times',
      },
      lab: {
        kind: 'parsed',
        parse: String,
        placeholder: 'NAME',
        optional: true,
        brief: "Name of the lab in the file; the only space's or the server's when left out",
      },
      out: {
        kind: 'parsed',
        parse: String,
        placeholder: 'FILE',
        optional: true,
        brief: 'Write the lab file there in place of stdout; a file that is there already is refused',
      },
      force: { kind: 'boolean', default: false, brief: 'Replace the file of --out' },
      json: { ...jsonFlag, brief: 'Print a report as JSON; without --out, with the text of the file in it' },
    },
    positional: { kind: 'tuple', parameters: [] },
  },
});
