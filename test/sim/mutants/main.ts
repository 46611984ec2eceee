import { availableParallelism } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { rideSeeds } from '../jobs.ts';
import type { RiddenSeed } from '../ride-seed.ts';
import { type Mutant, mutants } from './mutants.ts';

/** Each must be caught within so many seeds. */
const mostSeeds = 2_000;

const { values } = parseArgs({
  options: { only: { type: 'string' }, jobs: { type: 'string' }, stories: { type: 'boolean', default: false } },
});
const jobs = Number(values.jobs ?? availableParallelism());
const chosen = mutants.filter(({ name }) => values.only === undefined || name === values.only);
if (chosen.length === 0 || !Number.isInteger(jobs) || jobs < 1) {
  const names = mutants.map(({ name }) => name).join(', ');
  process.stderr.write(`usage: pnpm sim:mutants [--only NAME] [--jobs J] [--stories]; NAME is one of ${names}\n`);
  process.exit(64);
}
process.exitCode = await run();

/** Plants one bug after the other, and looks whether the simulation catches it by a rule that is meant for it. */
async function run(): Promise<number> {
  const startedMs = performance.now();
  const missed: string[] = [];
  for (const mutant of chosen) {
    const { caught, seeds } = await hunt(mutant);
    const isMeant = caught?.broken && mutant.rules.includes(caught.broken.rule);
    if (!isMeant) missed.push(mutant.name);
    process.stdout.write(`${lineOf(mutant, caught, seeds)}\n`);
    if (caught?.broken && (values.stories || !isMeant)) process.stdout.write(`\n${caught.broken.story}\n\n`);
  }
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  process.stdout.write(
    `${chosen.length - missed.length} of ${chosen.length} caught, each by a rule that is meant for it, in ${seconds} s\n`,
  );
  if (missed.length > 0) process.stdout.write(`not caught: ${missed.join(', ')}\n`);
  return missed.length === 0 ? 0 : 1;
}

/** Rides until a seed breaks a rule; several processes may find several, and the lowest seed counts. */
async function hunt({ patches }: Mutant): Promise<{ caught: RiddenSeed | null; seeds: number }> {
  let caught: RiddenSeed | null = null;
  let seeds = 0;
  await rideSeeds({ from: 1, seeds: mostSeeds, jobs, untilBroken: true, patches }, (ridden) => {
    seeds += 1;
    if (ridden.broken && (caught === null || ridden.seed < caught.seed)) caught = ridden;
  });
  return { caught, seeds };
}

function lineOf({ name, what }: Mutant, caught: RiddenSeed | null, seeds: number): string {
  if (!caught?.broken) return `MISSED  ${name}: ${what} (${seeds} seeds)`;
  const { rule, parts } = caught.broken;
  return `caught  ${name.padEnd(28)} by ${rule.padEnd(14)} seed ${String(caught.seed).padStart(4)}, shrunk to ${parts} parts: ${what}`;
}
