import { availableParallelism } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { rideSeeds } from './jobs.ts';
import type { RiddenSeed } from './ride-seed.ts';
import { makeTally } from './tally.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    jobs: { type: 'string' },
  },
});
const from = Number(values.seed ?? values.from);
const seeds = values.seed === undefined ? Number(values.seeds) : 1;
const jobs = Number(values.jobs ?? (seeds < 20 ? 1 : availableParallelism()));
if (![from, seeds, jobs].every(Number.isInteger) || seeds < 1 || jobs < 1) {
  process.stderr.write('usage: pnpm sim [--seeds N] [--from S] [--seed K] [--jobs J]; all of them whole numbers\n');
  process.exit(64);
}
/** How often a long run says that it goes on. */
const toldEvery = 500;
process.exitCode = await run();

/** Rides the seeds; each that breaks a rule is told as a story. Ends with 1 when one did. */
async function run(): Promise<number> {
  const startedMs = performance.now();
  const tally = makeTally();
  const broken: RiddenSeed[] = [];
  let ridden = 0;
  await rideSeeds({ from, seeds, jobs, untilBroken: false }, (each) => {
    tally.add(each.facts);
    ridden += 1;
    if (ridden % toldEvery === 0 && ridden < seeds) process.stderr.write(`${ridden} of ${seeds} seeds ridden\n`);
    if (!each.broken) return;
    broken.push(each);
    process.stdout.write(`seed ${each.seed} breaks the rule \`${each.broken.rule}\`\n\n${each.broken.story}\n\n`);
  });
  const seconds = (performance.now() - startedMs) / 1_000;
  const rate = (seeds / seconds).toFixed(1);
  const lines = [
    ...tally.lines(),
    `missing    ${tally.missing().join(', ') || 'nothing'}`,
    `rode       ${seeds} seeds from ${from} in ${seconds.toFixed(1)} s, ${jobs} at once: ${rate} a second, ${tally.requestsEach()} requests each`,
    `broken     ${broken.length === 0 ? 'none' : broken.map(({ seed }) => seed).join(', ')}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return broken.length === 0 ? 0 : 1;
}
