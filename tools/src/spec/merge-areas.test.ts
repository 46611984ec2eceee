import { expect, it } from 'vitest';
import { mergeAreas } from './merge-areas.ts';

it('joins the paths and components of all areas, sorted', () => {
  const document = mergeAreas([
    { file: 'b.yaml', content: { paths: { '/b': 1 }, components: { schemas: { Z: 1, A: 2 } } } },
    { file: 'a.yaml', content: { paths: { '/a': 2 }, components: { parameters: { id: 3 }, schemas: { M: 4 } } } },
  ]);

  expect(Object.entries(document.paths)).toEqual([
    ['/a', 2],
    ['/b', 1],
  ]);
  expect(JSON.stringify(document.components)).toBe('{"parameters":{"id":3},"schemas":{"A":2,"M":4,"Z":1}}');
});

it.each([
  ['a path', { paths: { '/a': 1 } }, '/a is defined in one.yaml and in two.yaml'],
  ['a schema', { components: { schemas: { A: 1 } } }, 'schemas/A is defined in one.yaml and in two.yaml'],
])('refuses %s that two areas define', (_, content, message) => {
  const areas = [
    { file: 'one.yaml', content },
    { file: 'two.yaml', content },
  ];
  expect(() => mergeAreas(areas)).toThrow(message);
});

it('lets two areas use one name for a schema and a parameter', () => {
  const document = mergeAreas([
    { file: 'one.yaml', content: { components: { schemas: { name: 1 } } } },
    { file: 'two.yaml', content: { components: { parameters: { name: 2 } } } },
  ]);
  expect(document.components).toEqual({ parameters: { name: 2 }, schemas: { name: 1 } });
});

it('makes a tag of each area with paths, with the words of its file', () => {
  const document = mergeAreas([
    { file: 'one.yaml', about: 'The first.', content: { paths: { '/a': 1 } } },
    { file: 'two.yaml', about: 'Shapes only.', content: { components: { schemas: { A: 1 } } } },
  ]);
  expect(document.tags).toEqual([{ name: 'one', description: 'The first.' }]);
});
