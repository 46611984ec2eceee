import { expect, test } from 'vitest';
import { withGeneratedPart } from './generated-part.ts';

const page = 'before\n\n<!-- codes: generated -->\n\nold\n\n<!-- codes: end -->\n\nafter\n';

test('the part between its two lines is replaced, and nothing else', () => {
  const once = withGeneratedPart(page, { name: 'codes', content: 'new' });

  expect(once).toBe(page.replace('old', 'new'));
  expect(withGeneratedPart(once, { name: 'codes', content: 'new' })).toBe(once);
});

test('a page without the part is a broken assumption', () => {
  expect(() => withGeneratedPart(page, { name: 'flags', content: 'new' })).toThrow('<!-- flags: generated -->');
});
