import process from 'node:process';
import { runProgram } from '@octotrain/command-line';
import { app } from './app.ts';
import { tenantAddFlags } from './commands/tenant-add.ts';
import { processContext } from './context.ts';
import { rewriteOptions } from './tenant/rewrite-options.ts';

await runProgram(app, processContext(), rewriteOptions(process.argv.slice(2), tenantAddFlags));
