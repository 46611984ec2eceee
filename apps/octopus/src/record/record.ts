import type { ProgramContext } from '@octotrain/command-line';
import { buildCommand } from '@stricli/core';
import { parseAddress, parsePort } from '../parsers.ts';
import type { RecordFlags } from './record-flags.ts';

/** `octopus record`: passes requests on to a server, and writes them down, until it is interrupted. */
export const record = buildCommand<RecordFlags, [], ProgramContext>({
  docs: {
    brief: 'Write down what clients say to a server, without secrets',
    fullDescription: [
      'Listens on this machine and passes every request on to the server; a client is pointed at the printed OCTOPUS_URL and keeps its own key. Ctrl-C stops it.',
      'The session is lines of JSON. Keys, tokens, passwords and sensitive values are replaced by (removed); headers are not kept, nor bodies that are not JSON, only their size.',
      'Names, addresses and whatever else the answers hold are kept: read the file before you hand it on.',
    ].join('\n\n'),
  },
  loader: async () => (await import('./record.handler.ts')).record,
  parameters: {
    flags: {
      against: { kind: 'parsed', parse: parseAddress, placeholder: 'URL', brief: 'The server' },
      out: {
        kind: 'parsed',
        parse: String,
        placeholder: 'FILE',
        brief: 'Where the session goes; it must not exist yet',
      },
      port: {
        kind: 'parsed',
        parse: parsePort,
        optional: true,
        placeholder: 'N',
        brief: 'Port to listen on (any free one)',
      },
    },
  },
});
