import type { FridayWorld } from './friday-world.ts';
import { type Ran, runTrain } from './run-train.ts';

/** Runs a command of `train` in a world, as the lab's account for trains or with another person's key. */
export function trainIn(
  world: FridayWorld,
  argv: readonly string[],
  options: { as?: string; env?: Record<string, string | undefined>; signal?: AbortSignal } = {},
): Promise<Ran> {
  const key = options.as === undefined ? {} : { OCTOPUS_API_KEY: world.emulator.keyOf(options.as) ?? '' };
  const signal = options.signal ? { signal: options.signal } : {};
  return runTrain({ argv, cwd: world.folder, env: { ...world.env, ...key, ...options.env }, ...signal });
}

/** Rides a train to its end: starts it, and at every gate somebody approves and it is resumed. Gives the last answer and all that was written. */
export async function rideToEnd(
  world: FridayWorld,
  options: { argv?: readonly string[]; approver?: string; json?: boolean } = {},
): Promise<Ran & { readonly legs: number }> {
  const { argv = ['friday.yaml', '--requested-by', 'alex.rivera'], approver = 'marcus.webb', json = false } = options;
  const flags = json ? ['--json'] : [];
  let ran = await trainIn(world, [...argv, ...flags]);
  let { stdout, stderr } = ran;
  let legs = 1;
  while (ran.code === 3 && legs < 20) {
    const approved = await trainIn(world, ['approve', '--notes', 'looks good', '--all'], { as: approver });
    if (approved.code !== 0) return { ...approved, legs };
    ran = await trainIn(world, ['resume', ...flags]);
    stdout += ran.stdout;
    stderr += ran.stderr;
    legs++;
  }
  return { code: ran.code, stdout, stderr, legs };
}
