import { availableParallelism, cpus } from 'node:os';

/** What one run of one side measured: numbers by name, each name with its unit. */
export type Sample = Readonly<Record<string, number>>;

/** One of those that are compared; a run starts from the same state as every other. */
interface Side {
  readonly name: string;
  run(): Promise<Sample>;
}

/** One kind of work, done by all sides. The first side is ours. */
export interface Case {
  readonly name: string;
  readonly sides: readonly Side[];
}

/** Samples by side, in the order of the runs. */
export interface Measured {
  readonly case: string;
  readonly samples: Readonly<Record<string, readonly Sample[]>>;
}

/** What is written with `--json`: every raw value, and where it was measured. */
export interface Report {
  readonly bench: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly platform: string; readonly node: string };
  readonly runs: number;
  readonly cases: readonly Measured[];
  /** What else there is to know: what was measured, and what was left out. */
  readonly notes?: readonly string[];
}

/**
 * Runs every side so many times, one after the other and in the other order each time, after one run of each that does not count, unless
 * told otherwise: what slows the machine down for a while slows all of them down.
 */
export async function measure(
  bench: string,
  cases: readonly Case[],
  runs: number,
  { warmUp = true }: { warmUp?: boolean } = {},
): Promise<Report> {
  const measured: Measured[] = [];
  for (const { name, sides } of cases) {
    const samples: Record<string, Sample[]> = Object.fromEntries(sides.map((side) => [side.name, []]));
    for (let round = warmUp ? 0 : 1; round <= runs; round++) {
      const order = round % 2 === 0 ? sides : [...sides].reverse();
      for (const side of order) {
        const sample = await side.run();
        if (round > 0) samples[side.name]?.push(sample);
      }
    }
    measured.push({ case: name, samples });
  }
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
  return { bench, machine, runs, cases: measured };
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle - 0.5)] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
