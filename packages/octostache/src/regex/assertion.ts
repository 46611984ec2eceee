import { classNamed } from './char-set.ts';
import type { Assertion } from './tree.ts';

const word = classNamed('w');
const joiners = new Set([0x200c, 0x200d]);

/** Whether an assertion is true at a place of a text; the search for the match began at `searchStart`. */
export function assertionHolds(at: Assertion, text: string, position: number, searchStart: number): boolean {
  switch (at) {
    case 'start':
      return position === 0;
    case 'end':
      return position === text.length;
    case 'end-or-last-break':
      return position === text.length || (position === text.length - 1 && text[position] === '\n');
    case 'line-start':
      return position === 0 || text[position - 1] === '\n';
    case 'line-end':
      return position === text.length || text[position] === '\n';
    case 'word-edge':
      return isWord(text, position - 1) !== isWord(text, position);
    case 'no-word-edge':
      return isWord(text, position - 1) === isWord(text, position);
    case 'search-start':
      return position === searchStart;
  }
}

function isWord(text: string, position: number): boolean {
  if (position < 0 || position >= text.length) return false;
  const unit = text.charCodeAt(position);
  return joiners.has(unit) || word?.has(unit) === true;
}
