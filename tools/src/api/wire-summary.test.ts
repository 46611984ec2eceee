import { expect, it } from 'vitest';
import { operationLines, schemaLines } from './wire-summary.ts';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const document = {
  paths: {
    '/api/{spaceId}/boxes': {
      parameters: [{ $ref: '#/components/parameters/spaceId' }],
      get: {
        parameters: [{ $ref: '#/components/parameters/skip' }, { name: 'kind', in: 'query', required: true }],
        responses: { 200: json({ type: 'array', items: reference('Box') }) },
      },
      post: { requestBody: json(reference('Box')), responses: { 201: {} } },
    },
  },
  components: {
    parameters: { spaceId: { name: 'spaceId', in: 'path' }, skip: { name: 'skip', in: 'query' } },
    schemas: {
      Box: {
        type: 'object',
        required: ['Id'],
        properties: { Id: { type: 'string' }, Size: { type: ['integer', 'null'] }, Inside: reference('Things') },
      },
      Things: { type: 'object', additionalProperties: { oneOf: [{ enum: ['a', 'b'] }, reference('Box')] } },
      Big: { allOf: [reference('Box'), { properties: { Tags: { type: 'array', items: { enum: [1, 2] } } } }] },
    },
  },
};

it('an operation is one line: query, what is sent, what is answered', () => {
  expect(operationLines(document)).toEqual([
    'GET /api/{spaceId}/boxes (skip?, kind) → Box[]',
    'POST /api/{spaceId}/boxes ← Box → nothing',
  ]);
});

it('a schema is its fields with their types', () => {
  expect(schemaLines(document)).toEqual([
    'Box = { Id: string; Size?: integer | null; Inside?: Things }',
    'Things = { [name]: "a" | "b" | Box }',
    'Big = Box & { Tags?: (1 | 2)[] }',
  ]);
});
