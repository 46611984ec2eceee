/** What came of one client's checks. */
export interface ClientResult {
  readonly client: string;
  readonly version: string;
  /** What the client was asked to do, in a few words. */
  readonly what: string;
  readonly checks: number;
  readonly passed: number;
  /** Fail for a reason that is written down. */
  readonly failed: number;
  /** Left out by the client itself. */
  readonly skipped: number;
}

export const startMarker = '<!-- clients: generated -->';
export const endMarker = '<!-- clients: end -->';

/** The table, as the formatter leaves it. */
export function renderTable(results: readonly ClientResult[]): string {
  const rows = [
    ['client', 'version', 'what it does', 'checks', 'pass', 'known to fail', 'left out'],
    ...results.map(({ client, version, what, ...counts }) => [
      client,
      version,
      what,
      ...[counts.checks, counts.passed, counts.failed, counts.skipped].map(String),
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const firstNumber = 3;
  const lines = rows.map((row) => {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column < firstNumber ? cell.padEnd(width) : cell.padStart(width);
    });
    return `| ${cells.join(' | ')} |`;
  });
  const rule = widths.map((width, column) => (column < firstNumber ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [lines[0], `| ${rule.join(' | ')} |`, ...lines.slice(1)].join('\n');
}

/** The page with a new table between its markers; undefined when it has none. */
export function withTable(page: string, table: string): string | undefined {
  const start = page.indexOf(startMarker);
  const end = page.indexOf(endMarker);
  if (start < 0 || end < start) return undefined;
  return `${page.slice(0, start + startMarker.length)}\n\n${table}\n\n${page.slice(end)}`;
}
