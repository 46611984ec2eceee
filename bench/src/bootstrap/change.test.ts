import { desired } from '@octotrain/lab-apply';
import { finpayLab, growLab, type Lab, loadLab } from '@octotrain/lab-config';
import { expect, it } from 'vitest';
import { changeOneValue } from './change.ts';

function load(source: { text: string; file: string }): Lab {
  const loaded = loadLab(source);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.lab;
}

it('one value of one project differs afterwards, and nothing else', () => {
  const bodies = (lab: Lab) =>
    desired(lab)
      .filter(({ address }) => address.kind !== 'published runbook')
      .map(({ address, body }) => ({
        address,
        body: body({ id: (...parts) => parts.join('|'), secret: JSON.stringify }),
      }));
  const lab = growLab(finpayLab, {});
  const [before, after] = [bodies(load(lab)), bodies(load(changeOneValue(lab)))];

  const different = after.filter(({ body }, at) => JSON.stringify(body) !== JSON.stringify(before[at]?.body));

  expect(different.map(({ address }) => address.kind)).toEqual(['project variables']);
  expect(JSON.stringify(different).split('changed-by-the-bench')).toHaveLength(2);
});

it('a lab without such a value is refused', () => {
  expect(() => changeOneValue({ text: 'spaces: { A: { projects: { b: {} } } }', file: 'a.yaml' })).toThrow('a.yaml');
});
