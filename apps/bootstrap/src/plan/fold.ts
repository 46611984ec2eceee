import { type Colours, wrapText } from '@octotrain/command-line';

/** Where and how wide something is shown. */
export interface Page {
  readonly colours: Colours;
  readonly width: number;
}

/** The widest that pages get, also in wide terminals: longer lines are hard to read. */
const widest = 100;

/** A page for a stream that may have no width. */
export function pageOf(page: { colours: Colours; width: number | undefined }): Page {
  return { colours: page.colours, width: Math.min(page.width ?? 80, widest) };
}

/** Folds a line at the page's width; what goes on is set in by two more. */
export function folded(line: string, indent: number, { width }: Pick<Page, 'width'>): readonly string[] {
  const inner = /^ */.exec(line)?.[0].length ?? 0;
  const start = indent + inner;
  const [first = '', ...others] = wrapText(line.slice(inner), Math.max(20, width - start - 2));
  return [`${' '.repeat(start)}${first}`, ...others.map((one) => `${' '.repeat(start + 2)}${one}`)].map((one) =>
    one.trimEnd(),
  );
}
