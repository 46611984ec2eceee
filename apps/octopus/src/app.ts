import { type ProgramContext, programConfiguration } from '@octotrain/command-line';
import { buildApplication } from '@stricli/core';
import packageJson from '../package.json' with { type: 'json' };
import { serve } from './serve.ts';

/** The program `octopus`. */
export const app = buildApplication<ProgramContext>(
  serve,
  programConfiguration({ name: 'octopus', version: packageJson.version }),
);
