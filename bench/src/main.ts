import { parseArgs } from 'node:util';
import { measureBootstrap } from './bootstrap/bench.ts';
import { parseSize, usualSizes } from './bootstrap/sizes.ts';
import { measureClients } from './client/bench.ts';
import { measureEmulator } from './emulator/bench.ts';
import type { Report } from './harness.ts';
import { measureImports } from './import/bench.ts';
import { measureKube } from './kube/bench.ts';
import { NotBuilt } from './kube/cluster.ts';
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
    options: {
      json: { type: 'boolean', default: false },
      runs: { type: 'string' },
      size: { type: 'string', multiple: true },
    },
  });
  const measured = measureOf(positionals[0] ?? '', values);
  if (measured === undefined) {
    console.error(
      [
        `usage: pnpm bench ${Object.keys(benches).join('|')} [--json] [--runs N]`,
        '       pnpm bench kube [--size PODS] [--json] [--runs N]',
        '       pnpm bench bootstrap [--size finpay|spaces=N|tenants=N]… [--json] [--runs N]',
      ].join('\n'),
    );
    return 2;
  }
  let report: Report;
  try {
    report = await measured;
  } catch (error) {
    if (!(error instanceof NotBuilt)) throw error;
    console.error(error.message);
    return 69;
  }
  console.log(values.json ? JSON.stringify(report, undefined, 2) : renderTable(report));
  return 0;
}

/** Undefined when it was not asked for properly. */
function measureOf(name: string, flags: { runs?: string; size?: string[] }): Promise<Report> | undefined {
  const runs = flags.runs === undefined ? undefined : Number(flags.runs);
  if (runs !== undefined && (!Number.isInteger(runs) || runs < 1)) return undefined;
  if (name === 'bootstrap') {
    const sizes = (flags.size ?? usualSizes).map(parseSize);
    const known = sizes.filter((size) => size !== undefined);
    return known.length === sizes.length ? measureBootstrap(known, runs) : undefined;
  }
  if (name === 'kube') {
    const [size = '200', ...others] = flags.size ?? [];
    return /^[1-9]\d{0,3}$/.test(size) && others.length === 0 ? measureKube({ pods: Number(size), runs }) : undefined;
  }
  // A Friday takes minutes, and its requests are nearly the same each time.
  return flags.size === undefined ? benches[name]?.(runs ?? (name === 'train' ? 1 : 5)) : undefined;
}
