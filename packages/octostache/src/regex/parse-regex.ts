import { anything, anythingInLine, charSet, otherCases } from './char-set.ts';
import { GroupCollector } from './group-collector.ts';
import { parseCharClass } from './parse-char-class.ts';
import { parseCharacterEscape, parseClassEscape } from './parse-escape.ts';
import { parseGroup } from './parse-group.ts';
import { PatternCursor, RegexFault, type RegexFlags } from './pattern-cursor.ts';
import type { RegexParser } from './regex-parser.ts';
import type { Assertion, Node, ParsedRegex } from './tree.ts';

const deepest = 100;
const noFlags: RegexFlags = {
  ignoreCase: false,
  multiline: false,
  explicitCapture: false,
  singleline: false,
  ignoreBlanks: false,
};

/**
 * The tree of a .NET pattern; throws a {@link RegexFault} for one that .NET refuses or that is not covered. Not covered:
 * groups that balance (`(?<a-b>…)`), named blocks of characters (`\p{IsGreek}`), and cases beyond single letters.
 */
export function parseRegex(text: string): ParsedRegex {
  // Twice: only when all groups are known can `\12` be told from a character in octal.
  const collected = new GroupCollector();
  parseWith(text, collected);
  const groups = collected.numbered();
  return { root: parseWith(text, new GroupCollector(groups)), groups };
}

function parseWith(text: string, groups: GroupCollector): Node {
  const cursor = new PatternCursor(text);
  const parser: RegexParser = {
    cursor,
    groups,
    depth: 0,
    parseChoice: (flags) => {
      parser.depth += 1;
      if (parser.depth > deepest) throw new RegexFault('nested too deeply');
      const node = parseChoice(parser, { ...flags });
      parser.depth -= 1;
      return node;
    },
  };
  const root = parser.parseChoice(noFlags);
  if (!cursor.atEnd) throw new RegexFault('too many closing parentheses');
  return root;
}

function parseChoice(parser: RegexParser, flags: RegexFlags): Node {
  const options: Node[] = [];
  let items: Node[] = [];
  const close = () => {
    const [only] = items;
    options.push(items.length === 1 && only ? only : { kind: 'sequence', items });
    items = [];
  };
  while (true) {
    skipBlanks(parser.cursor, flags);
    if (parser.cursor.atEnd || parser.cursor.next === ')') break;
    if (parser.cursor.take('|')) {
      close();
      continue;
    }
    const atom = parseAtom(parser, flags);
    if (atom) items.push(parseQuantifier(parser.cursor, flags, atom));
  }
  close();
  const [only] = options;
  return options.length === 1 && only ? only : { kind: 'choice', options };
}

/** One part without its quantifier; undefined for flags and comments. */
function parseAtom(parser: RegexParser, flags: RegexFlags): Node | undefined {
  const { cursor } = parser;
  const character = cursor.character();
  switch (character) {
    case '(':
      return parseGroup(parser, flags);
    case '[':
      return { kind: 'set', set: parseCharClass(cursor, flags) };
    case '.':
      return { kind: 'set', set: flags.singleline ? anything : anythingInLine };
    case '^':
      return assertion(flags.multiline ? 'line-start' : 'start');
    case '$':
      return assertion(flags.multiline ? 'line-end' : 'end-or-last-break');
    case '\\':
      return parseEscape(parser, flags);
    case '*':
    case '+':
    case '?':
      throw new RegexFault('a quantifier has nothing before it');
    case '{':
      if (cursor.match(/\d+(?:,\d*)?\}/y)) throw new RegexFault('a quantifier has nothing before it');
      return literal(character, flags);
    default:
      return literal(character, flags);
  }
}

const assertions: Readonly<Record<string, Assertion>> = {
  A: 'start',
  z: 'end',
  Z: 'end-or-last-break',
  b: 'word-edge',
  B: 'no-word-edge',
  G: 'search-start',
};

function parseEscape({ cursor, groups }: RegexParser, flags: RegexFlags): Node {
  const at = assertions[cursor.next ?? ''];
  if (at) {
    cursor.position += 1;
    return assertion(at);
  }
  const named = cursor.match(/k(?:<(\w+)>|'(\w+)')/y);
  if (named) return reference(groups.known(named[1] ?? named[2] ?? ''), flags);
  const start = cursor.position;
  const number = cursor.match(/[1-9]\d{0,8}/y);
  if (number) {
    const group = Number(number[0]);
    if (groups.has(group)) return reference(group, flags);
    if (group <= 9) throw new RegexFault('there is no such group');
    cursor.position = start;
  }
  const set = parseClassEscape(cursor);
  return set ? { kind: 'set', set } : literal(parseCharacterEscape(cursor), flags);
}

function reference(group: number | string, { ignoreCase }: RegexFlags): Node {
  return { kind: 'reference', group, ignoreCase };
}

function assertion(at: Assertion): Node {
  return { kind: 'assertion', at };
}

function literal(character: string, { ignoreCase }: RegexFlags): Node {
  const unit = character.charCodeAt(0);
  if (!ignoreCase || otherCases(unit).length === 0) return { kind: 'unit', unit };
  return { kind: 'set', set: charSet({ ranges: [[unit, unit]], classes: [], negated: false, ignoreCase }) };
}

function parseQuantifier(cursor: PatternCursor, flags: RegexFlags, body: Node): Node {
  skipBlanks(cursor, flags);
  const bounds = boundsAt(cursor);
  if (!bounds) return body;
  const lazy = cursor.take('?');
  skipBlanks(cursor, flags);
  if (boundsAt(cursor)) throw new RegexFault('a quantifier follows another');
  return { kind: 'repeat', body, ...bounds, lazy };
}

function boundsAt(cursor: PatternCursor): { min: number; max: number } | undefined {
  if (cursor.take('*')) return { min: 0, max: Infinity };
  if (cursor.take('+')) return { min: 1, max: Infinity };
  if (cursor.take('?')) return { min: 0, max: 1 };
  const found = cursor.match(/\{(\d{1,10})(?:(,)(\d{0,10}))?\}/y);
  if (!found) return undefined;
  const min = Number(found[1]);
  const max = found[3] ? Number(found[3]) : found[2] ? Infinity : min;
  if (max < min || min >= 2 ** 31) throw new RegexFault('the bounds of a quantifier are wrong');
  return { min, max };
}

function skipBlanks(cursor: PatternCursor, { ignoreBlanks }: RegexFlags): void {
  while (ignoreBlanks && cursor.match(/\s+|#[^\n]*/y));
}
