import process from 'node:process';
import { runProgram } from '@octotrain/command-line';
import { app } from './app.ts';
import { processContext } from './context.ts';

await runProgram(app, processContext(), process.argv.slice(2));
