import { renderTable } from '@octotrain/command-line';
import type { Comparison } from './replay.ts';

/** A comparison for people: what differs first, then what was not compared, and a last line that says how it stands. */
export function renderComparison(
  comparison: Comparison,
  { against, width }: { against: string | undefined; width: number },
): string {
  const { differences, leftOut, compared, exchanges, askedServer } = comparison;
  const parts: string[] = [];
  if (differences.length > 0) {
    parts.push(
      renderTable({
        width,
        columns: ['kind', 'request', 'field', 'server', 'emulator', 'exchange'].map((heading) => ({ heading })),
        rows: differences.map((each) => [
          each.kind,
          `${each.method} ${each.route}`,
          each.path,
          each.server,
          each.emulator,
          each.count === 1 ? `${each.first}` : `${each.first} and ${each.count - 1} more`,
        ]),
      }),
    );
  }
  if (leftOut.length > 0) {
    const lines = leftOut.map(({ n, method, route, why }) => `  ${n}  ${method} ${route}: ${why}`);
    parts.push(`not compared:\n${lines.join('\n')}`);
  }
  const server =
    against === undefined
      ? 'the recorded answers'
      : `${against} (asked ${askedServer} times, recorded answers for the rest)`;
  const found =
    differences.length === 1 ? '1 difference' : `${differences.length === 0 ? 'no' : differences.length} differences`;
  parts.push(`${found} between ${server} and a fresh emulator in ${compared} of ${exchanges} exchanges`);
  return `${parts.join('\n\n')}\n`;
}
