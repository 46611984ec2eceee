import { Cursor, SyntaxFault } from './cursor.ts';
import { blockAsText, closeBlock, mayBranch, type OpenBlock } from './open-block.ts';
import { atElseIf, parseElseIf, parseHead } from './parse-head.ts';
import type { Template, Token } from './tree.ts';

/** What is wrong with a template, and where. */
interface Fault {
  message: string;
  offset: number;
}

/**
 * `faults` is what a lenient reading kept as text; `passed` is how many characters were read, those read again
 * included.
 */
export type Parsed = { passed: number } & (
  | { ok: true; template: Template; faults: readonly Fault[] }
  | { ok: false; fault: Fault }
);

const mostFaults = 100;
/** How often each character of a text may be read, taken all together, before the rest of it is no longer tried. */
const mostReadings = 16;

/**
 * The tree of a template, or where and why it has none. Lenient: marks that make no sense are text, and the rest is
 * read on. Never throws; linear, since what failed once is hardly ever read again.
 */
export function parseTemplate(text: string, { lenient = false }: { lenient?: boolean } = {}): Parsed {
  const faults: Fault[] = [];
  const recover = ({ message, offset }: Fault) => {
    if (faults.length < mostFaults) faults.push({ message, offset });
  };
  const cursor = new Cursor(text);
  try {
    const template = parseTokens(cursor, lenient ? { recover } : {});
    return { ok: true, template, faults, passed: cursor.passed };
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    return { ok: false, fault: { message: error.message, offset: error.offset }, passed: cursor.passed };
  }
}

interface ReadingRules {
  /** Told of each mark that is kept as text; without it the first one ends the reading. */
  recover?: (fault: Fault) => void;
  /** Read only until this block is closed. */
  until?: OpenBlock;
}

/** Tokens up to the end, with a stack of the blocks that are open. */
function parseTokens(cursor: Cursor, { recover, until }: ReadingRules): Template {
  const root: Token[] = [];
  const open: OpenBlock[] = until ? [until] : [];
  while (!cursor.atEnd) {
    addText(tokensOf(open, root), cursor.literal());
    if (cursor.atEnd) break;
    const mark = cursor.mark();
    try {
      parseMark(cursor, open, root);
    } catch (error) {
      if (!recover || !(error instanceof SyntaxFault)) throw error;
      recover(error);
      cursor.goBack(mark);
      keepAsText(cursor, tokensOf(open, root));
    }
    if (until && open.length === 0) return root;
  }
  for (let block = open.pop(); block; block = open.pop()) {
    if (!recover) throw cursor.fault(`expected \`#{/${block.kind}}\``);
    recover({ message: `\`#{/${block.kind}}\` is missing`, offset: block.offset });
    const around = tokensOf(open, root);
    for (const token of blockAsText(block)) around.push(token);
  }
  return root;
}

/** The two characters that begin a mark; or all that is left, when the text was made to be read again and again. */
function keepAsText(cursor: Cursor, tokens: Token[]): void {
  const { text, position, passed } = cursor;
  const end = passed > mostReadings * (text.length + 1000) ? text.length : position + 2;
  addText(tokens, text.slice(position, end));
  cursor.jumpTo(end);
}

/** The `#{…}` at the cursor: a token, or the begin, middle or end of a block. */
function parseMark(cursor: Cursor, open: OpenBlock[], root: Token[]): void {
  const block = open.at(-1);
  if (cursor.startsWith('#{/')) {
    if (!block) throw cursor.fault('a block is closed that was not opened');
    cursor.expect(`#{/${block.kind}}`);
    open.pop();
    cursor.leave();
    tokensOf(open, root).push(closeBlock(block, cursor));
  } else if (block && mayBranch(block) && cursor.take('#{else}')) {
    block.parts.push({ source: '#{else}', tokens: [] });
  } else if (block?.kind === 'if' && mayBranch(block) && atElseIf(cursor)) {
    const offset = cursor.position;
    const condition = parseElseIf(cursor, () => parseToken(cursor));
    block.parts.push({ source: cursor.since(offset), condition, tokens: [] });
  } else {
    const head = headAt(cursor);
    if ('token' in head) {
      tokensOf(open, root).push(head.token);
    } else {
      cursor.enter();
      open.push(head.block);
    }
  }
}

/** One token among the options of a filter; it may be a whole block. */
function parseToken(cursor: Cursor): Token {
  const head = headAt(cursor);
  if ('token' in head) return head.token;
  cursor.enter();
  const [token] = parseTokens(cursor, { until: head.block });
  if (!token) throw cursor.fault(`expected \`#{/${head.block.kind}}\``);
  return token;
}

function headAt(cursor: Cursor) {
  return cursor.once('head', () => parseHead(cursor, () => parseToken(cursor)));
}

function tokensOf(open: readonly OpenBlock[], root: Token[]): Token[] {
  return open.at(-1)?.parts.at(-1)?.tokens ?? root;
}

function addText(tokens: Token[], text: string): void {
  if (text === '') return;
  const last = tokens.at(-1);
  if (last?.kind === 'text') last.text += text;
  else tokens.push({ kind: 'text', text });
}
