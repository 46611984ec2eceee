import { RegexFault, type RegexFlags } from './pattern-cursor.ts';
import type { RegexParser } from './regex-parser.ts';
import type { Group, Node } from './tree.ts';

/** What stands in parentheses; the cursor is behind the one that opens. Undefined for flags and comments. */
export function parseGroup(parser: RegexParser, flags: RegexFlags): Node | undefined {
  const { cursor, groups } = parser;
  if (!cursor.take('?')) {
    if (flags.explicitCapture) return inside(parser, flags);
    const group = groups.nextNumber();
    return { kind: 'capture', group, body: inside(parser, flags) };
  }
  if (cursor.take(':')) return inside(parser, flags);
  if (cursor.take('>')) return { kind: 'atomic', body: inside(parser, flags) };
  if (cursor.take('#')) return comment(parser);
  const look = cursor.match(/(<?)([=!])/y);
  if (look) return { kind: 'look', behind: look[1] === '<', negated: look[2] === '!', body: inside(parser, flags) };
  const named = cursor.match(/<(\w+)>|'(\w+)'/y);
  if (named) return { kind: 'capture', group: groups.add(named[1] ?? named[2] ?? ''), body: inside(parser, flags) };
  if (cursor.take('(')) return condition(parser, flags);
  return withFlags(parser, flags);
}

function inside(parser: RegexParser, flags: RegexFlags): Node {
  const body = parser.parseChoice(flags);
  parser.cursor.expect(')');
  return body;
}

function comment({ cursor }: RegexParser): undefined {
  cursor.match(/[^)]*/y);
  cursor.expect(')');
}

/** `(?i)` for the rest of the group around, `(?i:…)` for a group of its own. */
function withFlags(parser: RegexParser, flags: RegexFlags): Node | undefined {
  const { cursor } = parser;
  const found = cursor.match(/([imnsx]*)(?:-([imnsx]*))?([:)])/iy);
  if (!found) throw new RegexFault('this group is not known');
  const [, on = '', off = '', end] = found;
  const changed = switched(switched(flags, on, true), off, false);
  if (end === ':') return inside(parser, changed);
  Object.assign(flags, changed);
  return undefined;
}

function switched(flags: RegexFlags, letters: string, value: boolean): RegexFlags {
  const changed = { ...flags };
  for (const letter of letters.toLowerCase()) {
    if (letter === 'i') changed.ignoreCase = value;
    if (letter === 'm') changed.multiline = value;
    if (letter === 'n') changed.explicitCapture = value;
    if (letter === 's') changed.singleline = value;
    if (letter === 'x') changed.ignoreBlanks = value;
  }
  return changed;
}

/** `(?(group)yes|no)` or `(?(pattern)yes|no)`; the cursor is behind the second parenthesis. */
function condition(parser: RegexParser, flags: RegexFlags): Node {
  const test = conditionTest(parser, flags);
  const choice = inside(parser, flags);
  const nothing: Node = { kind: 'sequence', items: [] };
  if (choice.kind !== 'choice') return { kind: 'condition', test, yes: choice, no: nothing };
  const [yes = nothing, no = nothing, ...more] = choice.options;
  if (more.length > 0) throw new RegexFault('a condition has two branches at most');
  return { kind: 'condition', test, yes, no };
}

function conditionTest(parser: RegexParser, flags: RegexFlags): Group | Node {
  const { cursor, groups } = parser;
  const start = cursor.position;
  const word = cursor.match(/(\w+)\)/y)?.[1] ?? '';
  if (/^\d/.test(word)) return groups.known(word);
  if (word !== '' && groups.has(word)) return word;
  cursor.position = start;
  const look = cursor.match(/\?(<?)([=!])/y);
  const body = inside(parser, flags);
  return { kind: 'look', behind: look?.[1] === '<', negated: look?.[2] === '!', body };
}
