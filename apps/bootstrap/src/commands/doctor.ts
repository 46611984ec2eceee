import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import type { DoctorFlags } from './doctor.handler.ts';
import { fileArgument, jsonFlag } from './parameters.ts';

/** `bootstrap doctor [FILE]`. */
export const doctor = buildCommand<DoctorFlags, [file?: string], BootstrapContext>({
  docs: {
    brief: 'Tell what this machine lacks for the clusters of a lab; needs no server',
    fullDescription:
      'Looks whether the clusters of a lab can be made here: Docker or podman, kind, kubectl and helm and how they fit the servers, the built cluster programs, memory, disk, inotify limits, ports, contexts of the kubeconfig. Only what the lab needs is looked at: clusters of kwok need no Docker. Each finding says what to do. Changes nothing. Exits with 1 when there is a problem; warnings are none.',
  },
  loader: async () => (await import('./doctor.handler.ts')).doctor,
  parameters: {
    flags: {
      provider: {
        kind: 'enum',
        values: ['kind', 'kwok', 'existing'],
        optional: true,
        brief: 'Who makes the clusters, whatever the lab file says',
      },
      port: {
        kind: 'parsed',
        parse: portNumber,
        variadic: true,
        optional: true,
        placeholder: 'N',
        brief: 'A port that is to be free; may be given more than once',
      },
      json: jsonFlag,
    },
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});

function portNumber(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new Error(`${text} is no port from 1 to 65535`);
  return port;
}
