import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import type { RegisterFlags } from './agents-register.handler.ts';
import { fileArgument, jsonFlag } from './parameters.ts';

/** `bootstrap agents register --simulated [FILE]`. */
export const registerAgents = buildCommand<RegisterFlags, [file?: string], BootstrapContext>({
  docs: {
    brief: 'Register the Kubernetes agents of the lab',
    fullDescription:
      'Sends what the agents of the lab would send to the server when they register. Real agents register themselves, from their clusters.',
  },
  loader: async () => (await import('./agents-register.handler.ts')).register,
  parameters: {
    flags: {
      simulated: {
        kind: 'boolean',
        default: false,
        brief: 'Register agents that nobody runs, for a simulated cluster',
      },
      json: jsonFlag,
    },
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});
