import { expect, test } from 'vitest';
import { notesParser } from './flags.ts';

test('notes are kept as written, and blank ones are refused with what to do', () => {
  expect(notesParser(' seen in Staging ')).toBe(' seen in Staging ');
  expect(() => notesParser(' \n')).toThrow('--notes "…"');
});
