import { type ProgramContext, programConfiguration } from '@octotrain/command-line';
import { buildApplication, buildRouteMap } from '@stricli/core';
import packageJson from '../package.json' with { type: 'json' };
import { compare } from './compare/compare.ts';
import { record } from './record/record.ts';
import { seed } from './seed/seed.ts';
import { serve } from './serve/serve.ts';
import { exportState } from './state/export.ts';
import { importState } from './state/import.ts';

/** The program `octopus`: told of no command, it serves. */
export const app = buildApplication<ProgramContext>(
  buildRouteMap({
    routes: { serve, seed, export: exportState, import: importState, record, compare },
    defaultCommand: 'serve',
    docs: { brief: 'The embedded Octopus server, the states that it keeps, and how it stands to a real one' },
  }),
  programConfiguration({ name: 'octopus', version: packageJson.version }),
);
