import process from 'node:process';
import { parseArgs } from 'node:util';
import { generate } from './generate.ts';
import { shrink } from './shrink.ts';
import { simulate } from './simulate.ts';
import { story } from './story.ts';
import { makeTally } from './tally.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
  },
});
const from = Number(values.seed ?? values.from);
const seeds = values.seed === undefined ? Number(values.seeds) : 1;
if (!Number.isInteger(from) || !Number.isInteger(seeds) || seeds < 1) {
  process.stderr.write('usage: pnpm sim [--seeds N] [--from S] [--seed K]; all of them whole numbers\n');
  process.exit(64);
}
process.exitCode = await run();

/** Rides the seeds one after the other; each that breaks a rule is told as a story. */
async function run(): Promise<number> {
  const startedMs = performance.now();
  const tally = makeTally();
  const broken: number[] = [];
  let requests = 0;
  for (let seed = from; seed < from + seeds; seed++) {
    const scenario = generate(seed);
    const ride = await simulate(scenario);
    tally.add(scenario, ride);
    requests += ride.requests;
    if (!ride.broken) continue;
    broken.push(seed);
    const small = await shrink(scenario, ride.broken.rule);
    process.stdout.write(
      `seed ${seed} breaks the rule \`${ride.broken.rule}\`\n\n${story(small.scenario, small.ride)}\n\n`,
    );
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  const rate = (seeds / seconds).toFixed(1);
  const lines = [
    ...tally.lines(),
    `missing    ${tally.missing().join(', ') || 'nothing'}`,
    `rode       ${seeds} seeds from ${from} in ${seconds.toFixed(1)} s: ${rate} a second, ${Math.round(requests / seeds)} requests each`,
    `broken     ${broken.length === 0 ? 'none' : broken.join(', ')}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return broken.length === 0 ? 0 : 1;
}
