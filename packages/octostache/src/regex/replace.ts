import { Matcher } from './matcher.ts';
import type { Program } from './program.ts';
import { parseReplacement, partText } from './replacement.ts';

/** What matching and replacing may cost; each throws to give it up. */
export interface RegexBudget {
  /** Told of steps before they are made. */
  spend(steps: number): void;
  /** Told how long the result grows, before it does. */
  refuse(length: number): void;
}

/** Whether a pattern is found in a text. */
export function isMatch(program: Program, text: string, { spend }: RegexBudget): boolean {
  if (program.literal !== undefined) return text.includes(program.literal);
  return new Matcher(program, text, spend).find(0) !== undefined;
}

/** A text with every match of a pattern replaced, from left to right. */
export function replaceMatches(
  program: Program,
  { text, replacement }: { text: string; replacement: string },
  budget: RegexBudget,
): string {
  const parts = parseReplacement(replacement, program);
  const pieces: string[] = [];
  let length = 0;
  const add = (piece: string) => {
    length += piece.length;
    budget.refuse(length);
    pieces.push(piece);
  };
  let copied = 0;
  for (const found of matchesOf(program, text, budget)) {
    add(text.slice(copied, found.start));
    budget.spend(parts.length);
    for (const part of parts) add(partText(part, { text, found, program }));
    copied = found.end;
  }
  add(text.slice(copied));
  return pieces.join('');
}

function* matchesOf(program: Program, text: string, { spend }: RegexBudget) {
  if (program.literal !== undefined) {
    yield* literalMatches(program.literal, text);
    return;
  }
  const matcher = new Matcher(program, text, spend);
  for (let found = matcher.find(0); found; ) {
    yield found;
    // Behind an empty match the search goes on one character further.
    const from = found.end === found.start ? found.end + 1 : found.end;
    found = matcher.find(from);
  }
}

function* literalMatches(literal: string, text: string) {
  for (let start = text.indexOf(literal); start >= 0; start = text.indexOf(literal, start + literal.length)) {
    const end = start + literal.length;
    const whole = { start, end };
    yield { start, end, group: (place: number) => (place === 0 ? whole : undefined) };
  }
}
