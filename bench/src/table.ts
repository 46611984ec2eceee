import { type Measured, median, type Report } from './harness.ts';

/** Medians with the lowest and the highest value, and how ours stands to each of the others. */
export function renderTable({ machine, runs, cases, notes = [] }: Report): string {
  const sides = Object.keys(cases[0]?.samples ?? {});
  const [ours = '', ...others] = sides;
  const head = ['case', 'measure', ...sides, ...others.map((other) => `${ours} : ${other}`)];
  const rows = cases.flatMap((measured) => rowsOf(measured, ours, others));
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const lines = all.map((row) =>
    row
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const where = `${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}`;
  const about = [`median (lowest–highest) of ${runs} runs; ${where}`, ...notes];
  return `${lines.join('\n')}\n\n${about.join('\n')}`;
}

function rowsOf({ case: name, samples }: Measured, ours: string, others: readonly string[]): string[][] {
  const measures = Object.keys(samples[ours]?.[0] ?? {});
  return measures.map((measure) => {
    const values = (side: string) => (samples[side] ?? []).map((sample) => sample[measure] ?? Number.NaN);
    const cells = [ours, ...others].map((side) => spread(values(side)));
    const ratios = others.map((other) =>
      values(other).length === 0 ? '' : ratio(median(values(ours)), median(values(other))),
    );
    return [name, measure, ...cells, ...ratios];
  });
}

/** Blank where there is nothing to compare: neither did any. */
function ratio(ours: number, others: number): string {
  return ours === 0 && others === 0 ? '' : (ours / others).toFixed(2);
}

function spread(values: readonly number[]): string {
  if (values.length === 0) return '';
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? short(low) : `${short(median(values))} (${short(low)}–${short(high)})`;
}

function short(value: number): string {
  return value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(1);
}
