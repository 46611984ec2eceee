import process from 'node:process';
import { nodeContext, runProgram } from '@octotrain/command-line';
import { app } from './app.ts';

await runProgram(app, nodeContext(), process.argv.slice(2));
