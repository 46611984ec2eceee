import { parseArgs } from 'node:util';
import { measureClients } from './client/bench.ts';
import { measureEmulator } from './emulator/bench.ts';
import type { Report } from './harness.ts';
import { measureImports } from './import/bench.ts';
import { measureTemplates } from './octostache/bench.ts';
import { renderTable } from './table.ts';
import { measureTrains } from './train/bench.ts';

const benches: Readonly<Record<string, (runs: number) => Promise<Report>>> = {
  client: measureClients,
  emulator: measureEmulator,
  octostache: measureTemplates,
  import: measureImports,
  train: measureTrains,
};

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, runs: { type: 'string' } },
  });
  const bench = benches[positionals[0] ?? ''];
  // A Friday takes minutes, and its requests are nearly the same each time.
  const runs = Number(values.runs ?? (positionals[0] === 'train' ? 1 : 5));
  if (!bench || !Number.isInteger(runs) || runs < 1) {
    console.error(`usage: pnpm bench ${Object.keys(benches).join('|')} [--json] [--runs N]`);
    return 2;
  }
  const report = await bench(runs);
  console.log(values.json ? JSON.stringify(report, undefined, 2) : renderTable(report));
  return 0;
}
