import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { labJsonSchema } from './json-schema.ts';

test('the committed schema is the one that the loader uses', () => {
  const committed: unknown = JSON.parse(readFileSync(new URL('../../schema/lab.schema.json', import.meta.url), 'utf8'));

  expect(committed, 'run pnpm spec:generate').toEqual(labJsonSchema());
});

test('describes every field of the file to an editor, and admits no other', () => {
  const schema = labJsonSchema();

  expect(Object.keys(schema.properties ?? {})).toEqual([
    'version',
    'lab',
    'description',
    'clusters',
    'shared',
    'spaces',
    'steps',
    'projectDefaults',
    'policies',
    'people',
    'teams',
    'roles',
    'trains',
    'fingerprints',
  ]);
  expect(schema).toMatchObject({ required: ['version', 'lab', 'shared', 'spaces'], additionalProperties: false });
});
