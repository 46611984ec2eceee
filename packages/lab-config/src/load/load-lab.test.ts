import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallLab } from '../check/small-lab.test-data.ts';
import { loadLab } from './load-lab.ts';

test('reports every problem of a file at once, in the order of the file', () => {
  const text = smallLab
    .replace('manual: [Production]', 'manual: [Prod]')
    .replace('lifecycle: Standard', 'lifecyle: Standard')
    .replace('git: deploy', 'git: deplyo')
    .replace('members: [Ann Lee]', 'members: [Bob]');

  const loaded = loadLab({ text, file: 'labs/small.yaml' });

  const places = loaded.ok
    ? []
    : loaded.problems.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`);
  expect(places).toEqual([
    'labs/small.yaml:14:40 unknown-environment',
    'labs/small.yaml:29:9 unknown-key',
    'labs/small.yaml:51:18 unknown-repository',
    'labs/small.yaml:70:15 unknown-user',
  ]);
});

test('says where in the file a part of the lab is written', () => {
  const loaded = loadLab({ text: smallLab, file: 'small.yaml' });

  if (!loaded.ok) throw new Error('the small lab is right');
  expect(loaded.at(['spaces', 'Shop', 'projects', 'web', 'process', 1, 'chart'])).toEqual({
    file: 'small.yaml',
    line: 52,
    column: 20,
  });
});

test('never throws, whatever is cut out of a file', () => {
  const range = fc.tuple(fc.nat(smallLab.length), fc.nat(200));

  fc.assert(
    fc.property(range, ([from, length]) => {
      const text = smallLab.slice(0, from) + smallLab.slice(from + length);
      const loaded = loadLab({ text, file: 'small.yaml' });
      return loaded.ok || loaded.problems.length > 0;
    }),
    { numRuns: 150, seed: 3 },
  );
});
