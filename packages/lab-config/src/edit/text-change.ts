/** One stretch of a text that is replaced by another text; what is put in between has no length. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Makes changes that do not overlap; everything outside them stays, byte for byte. */
export function changeText(text: string, changes: readonly TextChange[]): string {
  let result = '';
  let at = 0;
  for (const change of changes.toSorted((left, right) => left.from - right.from)) {
    result += text.slice(at, change.from) + change.text;
    at = change.to;
  }
  return result + text.slice(at);
}

/** Where the line ends that a place is in: after its line break, or at the end of the text. */
export function lineEnd(text: string, place: number): number {
  const at = text.indexOf('\n', place);
  return at === -1 ? text.length : at + 1;
}

/** Where the line begins that a place is in. */
export function lineStart(text: string, place: number): number {
  return text.lastIndexOf('\n', place - 1) + 1;
}

/** How lines of a text end: as its first one does. */
export function lineBreakOf(text: string): string {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}
