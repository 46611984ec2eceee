import { expect, it } from 'vitest';
import { createMasks } from './masks.ts';
import { wholeLines } from './whole-lines.ts';

it('leaves no secret, the longest first, and keeps what is too short to be one', () => {
  const { mask } = createMasks(['open', 'open-sesame', 'abc', '']);

  expect(mask('open-sesame open abc')).toBe('***** ***** abc');
});

it('takes each line of a secret for one, since that is how it is heard', () => {
  const { mask } = createMasks(['-----BEGIN-----\r\nline one\nend\n']);

  expect(['-----BEGIN-----', '  line one', 'end'].map(mask)).toEqual(['*****', '  *****', 'end']);
});

it('learns secrets on the way', () => {
  const masks = createMasks([]);
  expect(masks.mask('hunter22')).toBe('hunter22');

  masks.add('hunter22');

  expect(masks.mask('it is hunter22')).toBe('it is *****');
});

it('knows a secret at the seam of a line that came in pieces', () => {
  const { mask } = createMasks(['hunter22']);
  const heard: string[] = [];
  const lines = wholeLines((line) => heard.push(mask(line)));
  const long = `${'x'.repeat(65_532)}hunter22 and more`;

  lines.hear(long.slice(0, 65_536), 'stdout');
  lines.hear('of the other stream', 'stderr');
  lines.hear(long.slice(65_536), 'stdout');
  lines.hear('y'.repeat(65_536), 'stdout');
  lines.end();

  expect(heard).toEqual(['of the other stream', `${'x'.repeat(65_532)}***** and more`, 'y'.repeat(65_536)]);
});
