import { textWidth, wrapText } from './text-width.ts';

/** A column of a table. */
export interface Column {
  heading?: string;
  align?: 'left' | 'right';
  /** The narrowest that a narrow terminal may make it; without it the column is never narrowed. */
  narrowTo?: number;
}

const gap = '  ';

/**
 * A plain table, at most `width` cells wide: columns that may be narrowed wrap their cells, the widest first; where
 * that is not enough every row folds into lines of its own, heading before value. Lines never end in spaces.
 */
export function renderTable(options: {
  columns: readonly Column[];
  rows: readonly (readonly string[])[];
  width: number;
}): string {
  const { columns, rows, width } = options;
  const headings = columns.map((column) => column.heading ?? '');
  const all = headings.some((heading) => heading !== '') ? [headings, ...rows] : rows;
  const natural = columns.map((_, at) => Math.max(0, ...all.map((row) => cellWidth(row[at] ?? ''))));
  const fitted = fit({ natural, columns, width });
  if (!fitted) return rows.map((row) => foldedRow({ headings, row, width })).join('\n');
  return all.map((row) => tableRow({ columns, widths: fitted, row })).join('\n');
}

/** Widths that fit, or undefined when even the narrowest do not. */
function fit(options: { natural: readonly number[]; columns: readonly Column[]; width: number }) {
  const { natural, columns, width } = options;
  const widths = [...natural];
  const least = natural.map((own, at) => Math.min(own, Math.max(1, columns[at]?.narrowTo ?? own)));
  const room = width - gap.length * Math.max(0, columns.length - 1);
  let excess = widths.reduce((sum, own) => sum + own, 0) - room;
  while (excess > 0) {
    const candidates = widths.map((own, at) => ({ own, at })).filter(({ own, at }) => own > (least[at] ?? own));
    const widest = candidates.toSorted((a, b) => b.own - a.own)[0];
    if (!widest) return undefined;
    widths[widest.at] = widest.own - 1;
    excess -= 1;
  }
  return widths;
}

function tableRow(options: { columns: readonly Column[]; widths: readonly number[]; row: readonly string[] }): string {
  const { columns, widths, row } = options;
  const cells = widths.map((width, at) => wrapText(row[at] ?? '', Math.max(1, width)));
  const height = Math.max(1, ...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, line) =>
    widths
      .map((width, at) => pad({ text: cells[at]?.[line] ?? '', width, align: columns[at]?.align ?? 'left' }))
      .join(gap)
      .trimEnd(),
  ).join('\n');
}

function foldedRow(options: { headings: readonly string[]; row: readonly string[]; width: number }): string {
  const { headings, row, width } = options;
  const lines = row.flatMap((cell, at) => {
    if (cell.trim() === '') return [];
    const heading = headings[at] ? `${headings[at]}: ` : '';
    return wrapText(`${heading}${cell.trim()}`, width - gap.length);
  });
  return lines.map((line, at) => `${at === 0 ? '' : gap}${line}`.trimEnd()).join('\n');
}

function pad({ text, width, align }: { text: string; width: number; align: 'left' | 'right' }): string {
  const filler = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'right' ? filler + text : text + filler;
}

function cellWidth(cell: string): number {
  return Math.max(...cell.split('\n').map(textWidth));
}
