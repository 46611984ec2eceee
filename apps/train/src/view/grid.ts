import { textWidth } from '@octotrain/command-line';
import { fold, foldParts, padTo } from './fold.ts';
import { type Look, type Tone, toned } from './look.ts';

/** One line of a grid, or where it folds, one block. */
export interface GridRow {
  readonly label: string;
  /** Null where the row is only a heading of those below it. */
  readonly cells: readonly Cell[] | null;
  /** Said beside the row, or below it where there is no room. */
  readonly notes: readonly string[];
}

export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
}

interface Grid {
  readonly headers: readonly string[];
  readonly rows: readonly GridRow[];
  readonly look: Pick<Look, 'columns' | 'colours'>;
}

/** A table of labels and cells. Too wide for its columns, each row folds into a block with one line for each cell. */
export function renderGrid(grid: Grid): readonly string[] {
  const labelWidth = Math.max(0, ...grid.rows.map((row) => (row.cells ? textWidth(row.label) : 0)));
  const widths = grid.headers.map((header, at) =>
    Math.max(textWidth(header), ...grid.rows.map((row) => textWidth(row.cells?.[at]?.text ?? ''))),
  );
  const room = grid.look.columns - labelWidth - widths.reduce((sum, width) => sum + width, 0);
  const gap = Math.min(3, Math.floor(room / Math.max(1, widths.length)));
  return gap >= 2 ? asTable(grid, { labelWidth, widths, gap }) : asBlocks(grid);
}

function asTable(
  grid: Grid,
  { labelWidth, widths, gap }: { labelWidth: number; widths: readonly number[]; gap: number },
): readonly string[] {
  const { headers, rows, look } = grid;
  const { columns } = look;
  const between = ' '.repeat(gap);
  const tableWidth = labelWidth + widths.reduce((sum, width) => sum + gap + width, 0);
  const beside = rows.every(
    ({ cells, notes }) => cells === null || tableWidth + gap + textWidth(notes.join(' · ')) <= columns,
  );
  function line(label: string, texts: readonly string[]): string {
    return [padTo(label, labelWidth), ...texts.map((text, at) => padTo(text, widths[at] ?? 0))].join(between);
  }
  const head = line(
    '',
    headers.map((header) => toned(look, 'strong', header)),
  ).trimEnd();
  return [
    head,
    ...rows.flatMap(({ label, cells, notes }) => {
      if (cells === null) return [label, ...noteLines(notes, label, columns)];
      const own = line(
        label,
        cells.map((cell) => painted(cell, look)),
      );
      if (beside) return [`${own}${between}${notes.join(' · ')}`.trimEnd()];
      return [own.trimEnd(), ...noteLines(notes, label, columns)];
    }),
  ];
}

function asBlocks({ headers, rows, look }: Grid): readonly string[] {
  const { columns } = look;
  const headerWidth = Math.max(0, ...headers.map(textWidth));
  return rows.flatMap(({ label, cells, notes }) => {
    const inner = `${indentOf(label)}    `;
    const own = (cells ?? []).flatMap((cell, at) =>
      fold(painted(cell, look), {
        columns,
        first: `${inner}${padTo(headers[at] ?? '', headerWidth)}  `,
        rest: `${inner}  `,
      }),
    );
    const name = fold(label.trim(), { columns, first: indentOf(label), rest: inner });
    return [...name, ...own, ...noteLines(notes, label, columns)];
  });
}

function noteLines(notes: readonly string[], label: string, columns: number): readonly string[] {
  return notes.length === 0 ? [] : foldParts(notes, { columns, indent: `${indentOf(label)}    ` });
}

function indentOf(label: string): string {
  return /^ */.exec(label)?.[0] ?? '';
}

/** Spaces at the end keep the column's width; they are no part of what is coloured. */
function painted(cell: Cell, look: Grid['look']): string {
  const text = cell.text.trimEnd();
  return cell.tone ? toned(look, cell.tone, text) : text;
}
