import type { Delimiter, MarkdownIt, StateInline } from 'markdown-it';

/** The tags of one and of two marks around a text; a mark without a tag stays a mark. */
const tags: ReadonlyMap<string, { one?: string; two?: string }> = new Map([
  ['~', { one: 'sub', two: 'del' }],
  ['^', { one: 'sup' }],
  ['+', { two: 'ins' }],
  ['=', { two: 'mark' }],
]);

/** Adds `~sub~`, `~~del~~`, `^sup^`, `++ins++` and `==mark==`, by the rules that hold for `*`. */
export function addEmphasisExtras(markdown: MarkdownIt): void {
  markdown.disable('strikethrough');
  markdown.inline.ruler.after('emphasis', 'emphasis_extras', readMarks);
  markdown.inline.ruler2.after('emphasis', 'emphasis_extras', (state) => {
    writeTags(state, state.delimiters);
    for (const meta of state.tokens_meta) if (meta?.delimiters) writeTags(state, meta.delimiters);
  });
}

/** Every mark is a text for now, and a delimiter for which a partner is sought. */
function readMarks(state: StateInline, silent: boolean): boolean {
  const mark = state.src[state.pos] ?? '';
  if (silent || !tags.has(mark)) return false;
  const { length, can_open, can_close } = state.scanDelims(state.pos, true);
  for (let at = 0; at < length; at += 1) {
    state.push('text', '', 0).content = mark;
    const token = state.tokens.length - 1;
    const marker = mark.charCodeAt(0);
    state.delimiters.push({ marker, length, token, end: -1, open: can_open, close: can_close });
  }
  state.pos += length;
  return true;
}

/** Makes tags of the marks that found a partner: of two that stand side by side on both ends one. */
function writeTags(state: StateInline, delimiters: readonly Delimiter[]): void {
  for (let at = delimiters.length - 1; at >= 0; at -= 1) {
    const open = delimiters[at];
    const close = delimiters[open?.end ?? -1];
    const mark = String.fromCharCode(open?.marker ?? 0);
    const known = tags.get(mark);
    if (!open || !close || !known) continue;
    const outer = delimiters[at - 1];
    const isDouble = outer?.marker === open.marker && outer.end === open.end + 1 && outer.token === open.token - 1;
    const tag = isDouble ? known.two : known.one;
    if (tag) setTag(state, { open: open.token, close: close.token, tag, markup: isDouble ? mark + mark : mark });
    if (!isDouble) continue;
    if (tag) hideText(state, open.token - 1, close.token + 1);
    at -= 1;
  }
}

function setTag(
  { tokens }: StateInline,
  { open, close, tag, markup }: { open: number; close: number; tag: string; markup: string },
): void {
  const ends = [
    [tokens[open], 'open', 1],
    [tokens[close], 'close', -1],
  ] as const;
  for (const [token, end, nesting] of ends) {
    if (token) Object.assign(token, { type: `${tag}_${end}`, tag, nesting, markup, content: '' });
  }
}

function hideText({ tokens }: StateInline, ...places: readonly number[]): void {
  for (const place of places) {
    const token = tokens[place];
    if (token) token.content = '';
  }
}
