import { wrapText } from '@octotrain/command-line';
import type { LeftOut, PulledLab } from '@octotrain/lab-apply';
import { changeTitle } from '../plan/plan-text.ts';

/** The comment at the top of a pulled file: where it is from, and which secrets it wants. */
export function headingOf({ lab, secrets }: PulledLab, server: string): readonly string[] {
  const spaces = lab.spaces.map(({ name }) => name).join(', ');
  const wanted = secrets.map(({ env, usedFor }) => `  ${env}: ${usedFor}`);
  const about = 'A server shows no secrets. Where something of these is made anew, the environment must have:';
  return [`Pulled from ${server}: ${spaces}.`, ...(wanted.length === 0 ? [] : [about, ...wanted])];
}

/** What people should know about a pulled file, and what to do next. */
export function notesText(
  pulled: PulledLab,
  { file, width = 80 }: { file: string | undefined; width?: number | undefined },
): string {
  const { leftOut, secrets, changes } = pulled;
  const lines = [
    ...section(
      `Not in the file, and left alone by an apply: ${leftOut.length}.`,
      leftOut.map((one) => `${placeOf(one)}: ${one.reason}`),
    ),
    ...section(
      'Secrets that the file refers to; an apply needs those of what it makes anew:',
      secrets.map(({ env, usedFor }) => `${env}: ${usedFor}`),
    ),
    ...section('An apply of the file would still change:', changes.map(changeTitle)),
    ...(file === undefined ? [] : [`next   pnpm bootstrap plan ${quoted(file)}`]),
  ];
  return lines.map((line) => `${folded(line, Math.min(width, 100))}\n`).join('');
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${line}`), ''];
}

function placeOf({ kind, name, space }: LeftOut): string {
  return `${kind} ${name}${space === undefined ? '' : ` in ${space}`}`;
}

/** What goes on is set in by two more. */
function folded(line: string, width: number): string {
  const indent = line.startsWith('  ') ? 2 : 0;
  const [first = '', ...others] = wrapText(line.slice(indent), width - indent - 2);
  const blanks = ' '.repeat(indent);
  return [`${blanks}${first}`, ...others.map((one) => `${blanks}  ${one}`)].join('\n').trimEnd();
}

function quoted(file: string): string {
  return /^[\w./-]+$/.test(file) ? file : `"${file}"`;
}
