import { renderTable, wrapText } from '@octotrain/command-line';
import type { Places, Tally, TallyRow } from '@octotrain/lab-apply';

/** Where and how wide a tally is shown. */
export interface TallyPage {
  /** What is held is what the file would make: no server was asked. */
  readonly isOffline: boolean;
  /** The file's name and text. */
  readonly file: string;
  readonly text: string;
  readonly width: number;
}

/** The widest that a tally gets: longer lines are hard to read. */
const widest = 110;

/** A table with a line for each thing that spaces hold alike, and the sums. */
export function tallyText({ rows, held, written }: Tally, page: TallyPage): string {
  const width = Math.min(page.width, widest);
  const holder = page.isOffline ? 'made by the file' : 'on the server';
  if (rows.length === 0)
    return `Nothing is in more than one space ${page.isOffline ? 'of the file' : 'of the server'}.`;
  const columns = [
    { heading: 'what', narrowTo: 20 },
    { heading: holder, align: 'right' },
    { heading: 'written', align: 'right' },
    { heading: 'in lines', narrowTo: 8 },
  ] as const;
  const cells = rows.map((row) => [titleOf(row), String(row.held), String(row.written.length), linesOf(row)]);
  const table = renderTable({ columns, rows: [...cells, ['in all', String(held), String(written), '']], width });
  const sums = `${held} ${holder}, written ${times(written)} in ${page.file}.`;
  return [table, wrapText(sums, width).join('\n')].join('\n\n');
}

/** Every place that holds what was asked for. */
export function placesText({ held, written }: Places, page: TallyPage): string {
  const width = Math.min(page.width, widest);
  const spaces = new Set(held.map(({ space }) => space)).size;
  const lines = [...new Set(written.map(({ line }) => line))];
  const inSpaces = held.length === 0 ? '' : ` in ${counted(spaces, 'space')}`;
  const holder = page.isOffline ? 'Made by the file' : 'On the server';
  const values = held.map(({ space, owner, variable, scope, text }) => {
    const name = scope === '' ? variable : `${variable} (${scope})`;
    return [`  ${space}`, owner, name, text === undefined ? '(sensitive)' : short(text)];
  });
  const source = page.text.split(/\r?\n/);
  const quotes = lines.map((line) => [`  ${page.file}:${line}`, (source[line - 1] ?? '').trim()]);
  const columns = [{}, { narrowTo: 12 }, { narrowTo: 12 }, { narrowTo: 12 }];
  return [
    `${holder}: ${counted(held.length, 'value')}${inSpaces}`,
    ...(held.length > 0 ? [renderTable({ columns, rows: values, width })] : []),
    '',
    `In the file: ${counted(lines.length, 'line')}`,
    ...(lines.length > 0 ? [renderTable({ columns: columns.slice(0, 2), rows: quotes, width })] : []),
  ].join('\n');
}

function titleOf({ kind, name, value }: TallyRow): string {
  if (kind === 'agent') return 'agents';
  return value === undefined ? `${kind} ${name}` : `${name} = ${short(value)}`;
}

function linesOf({ written }: TallyRow): string {
  return written.length === 0 ? 'nowhere' : [...new Set(written.map(({ line }) => line))].join(', ');
}

const longest = 36;

/** The beginning of a text, in one line. */
function short(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
