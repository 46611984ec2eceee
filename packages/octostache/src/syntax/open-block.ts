import type { Cursor } from './cursor.ts';
import type { Branch, Condition, SymbolPath, Template, Token } from './tree.ts';

/** A block whose end has not been read yet. */
export interface OpenBlock {
  kind: 'if' | 'unless' | 'each';
  offset: number;
  /** What an `each` goes through. */
  loop?: { name: string; collection: SymbolPath };
  /** The branches so far; the last is being read. */
  parts: [BlockPart, ...BlockPart[]];
}

/** A part between two marks of a block. */
interface BlockPart {
  /** The mark that began it, as it was written. */
  source: string;
  /** Absent in `else` and `each`. */
  condition?: Condition;
  tokens: Token[];
}

/** Whether `#{else}` and `#{elseif …}` may follow: not in a loop, and not once there was an `else`. */
export function mayBranch({ kind, parts }: OpenBlock): boolean {
  return kind !== 'each' && (parts.length === 1 || parts.at(-1)?.condition !== undefined);
}

/** The token of a block whose end mark has just been read. */
export function closeBlock({ kind, offset, loop, parts }: OpenBlock, cursor: Cursor): Token {
  if (loop) return { kind: 'each', ...loop, body: parts[0].tokens, offset };
  const branches = parts.flatMap(({ condition, tokens }): Branch[] =>
    condition ? [{ condition, negated: kind === 'unless', body: tokens }] : [],
  );
  const last = parts.at(-1);
  const otherwise = last && !last.condition ? last.tokens : [];
  return { kind: 'if', branches, otherwise, source: cursor.text.slice(offset, cursor.position), offset };
}

/** What a block without an end stands for when marks that make no sense are text. */
export function blockAsText({ parts }: OpenBlock): Template {
  return parts.flatMap(({ source, tokens }) => [{ kind: 'text', text: source }, ...tokens]);
}
