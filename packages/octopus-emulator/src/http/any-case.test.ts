import { expect, it } from 'vitest';
import { z } from 'zod';
import { namedAsIn } from './any-case.ts';

const step = z.object({ Name: z.string(), Properties: z.record(z.string(), z.string()).nullish() });
const schema = z.object({
  ProjectGroupId: z.string(),
  Steps: z
    .array(step)
    .nullish()
    .transform((steps) => steps ?? []),
  Scope: z.record(z.string(), z.object({ Deep: z.number() })),
  Kind: z.union([z.string(), z.object({ One: z.number() }), z.object({ Two: z.number() })]).optional(),
});

it.each([
  ['the top', { projectGroupID: 'a' }, { ProjectGroupId: 'a' }],
  ['lists', { steps: [{ name: 'x' }] }, { Steps: [{ Name: 'x' }] }],
  ['maps', { scope: { key: { deep: 1 } } }, { Scope: { key: { Deep: 1 } } }],
  ['alternatives', { kind: { two: 2 } }, { Kind: { Two: 2 } }],
])('names are found in any case: %s', (_, sent, expected) => {
  expect(namedAsIn(schema, sent)).toEqual(expected);
});

it('keys of maps and unknown names stay as they are', () => {
  const sent = { steps: [{ properties: { 'octopus.Action': '1' } }], other: { Name: 1 } };

  expect(namedAsIn(schema, sent)).toEqual({
    Steps: [{ Properties: { 'octopus.Action': '1' } }],
    other: { Name: 1 },
  });
});

it('the exact name wins over another case of it', () => {
  expect(namedAsIn(step, { name: 'other', Name: 'exact' })).toEqual({ Name: 'exact' });
  expect(namedAsIn(step, { Name: 'exact', NAME: 'other' })).toEqual({ Name: 'exact' });
});

it('names of what every object has are names like others', () => {
  const sent = JSON.parse('{"__proto__": {"ProjectGroupId": "a"}, "constructor": {"x": 1}, "toString": [1]}');
  const read = namedAsIn(schema, sent);

  expect(Object.entries(Object(read))).toEqual(Object.entries(sent));
  expect(schema.safeParse(read).error?.issues.map(({ path }) => path[0])).toContain('ProjectGroupId');
});
