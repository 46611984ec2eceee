import { type ProgramContext, programConfiguration } from '@octotrain/command-line';
import { buildApplication, buildRouteMap } from '@stricli/core';
import packageJson from '../package.json' with { type: 'json' };
import { serve } from './serve/serve.ts';

/** The program `octopus`: told of no command, it serves. */
export const app = buildApplication<ProgramContext>(
  buildRouteMap({
    routes: { serve },
    defaultCommand: 'serve',
    docs: { brief: 'The embedded Octopus server, and the states that it keeps' },
  }),
  programConfiguration({ name: 'octopus', version: packageJson.version }),
);
