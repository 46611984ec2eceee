import { expect, it } from 'vitest';
import { mergeAreas } from './merge-areas.ts';
import { missingTexts } from './missing-texts.ts';

it('names each schema without a description', () => {
  const schemas = { A: { type: 'object' }, B: { type: 'object', description: 'A thing.' }, C: { description: '' } };
  const document = mergeAreas([{ file: 'area.yaml', content: { components: { schemas } } }]);

  expect(missingTexts(document)).toEqual([
    '#/components/schemas/A: has no description',
    '#/components/schemas/C: has no description',
  ]);
});
