import process from 'node:process';
import { nodeContext, runProgram } from '@octotrain/command-line';
import { app } from './app.ts';
import { wallClock } from './run/clock.ts';

await runProgram(app, Object.assign(nodeContext(), { edges: { clock: wallClock } }), process.argv.slice(2));
