import { describe, expect, it } from 'vitest';
import { compareDocuments } from './compare.ts';
import type { Schema } from './schema.ts';

/** Our document: one operation that answers a Thing. */
function ours(schemas: Record<string, Schema>, response: Schema = { $ref: '#/components/schemas/Thing' }) {
  const get = { responses: { '200': { content: { 'application/json': { schema: response } } } } };
  return { paths: { '/api/{spaceId}/things/{id}': { get } }, components: { schemas } };
}

/** Theirs, in the older format, with another spelling of the same path. */
function theirs(definitions: Record<string, Schema>) {
  const get = { responses: { '200': { schema: { $ref: '#/definitions/ThingResource' } } } };
  return { basePath: '/api', paths: { '/{baseSpaceId}/Things/{thingId}': { get } }, definitions };
}

function differences(mine: Schema, their: Schema): string[] {
  const found = compareDocuments(ours({ Thing: mine }), theirs({ ThingResource: their })).differences;
  return found.map(({ kind, at, detail }) => `${kind} ${at}: ${detail}`);
}

const text = { type: 'string' };

describe('schemas', () => {
  it('are the same whatever they say about null, reference and order', () => {
    const mine = {
      type: 'object',
      properties: { A: { type: ['string', 'null'] }, B: { oneOf: [text, { type: 'null' }] } },
    };
    const their = { properties: { B: text, A: text } };

    expect(differences(mine, their)).toEqual([]);
  });

  it('differ by a property on one side', () => {
    expect(
      differences({ properties: { A: text, B: text } }, { properties: { A: text, C: { type: 'integer' } } }),
    ).toEqual(['only-ours Thing.B: no such property', 'only-theirs Thing.C: integer']);
  });

  it('differ by a type, deep inside', () => {
    const mine = { properties: { A: { type: 'array', items: { properties: { B: text } } } } };
    const their = { properties: { A: { type: 'array', items: { properties: { B: { type: 'boolean' } } } } } };

    expect(differences(mine, their)).toEqual(['different Thing.A[].B: string, theirs boolean']);
  });

  it('differ by the values of an enum, each named', () => {
    const enumOf = (...values: string[]) => ({ properties: { A: { type: 'string', enum: values } } });

    expect(differences(enumOf('x', 'y'), enumOf('y', 'z'))).toEqual([
      'different Thing.A: only ours: x; only theirs: z',
    ]);
    expect(differences({ properties: { A: text } }, enumOf('z'))).toEqual(['different Thing.A: any string, theirs z']);
  });

  it('are followed into records, and a record takes any name', () => {
    const record = (values: Schema) => ({ properties: { A: { type: 'object', additionalProperties: values } } });

    expect(differences(record(text), record({ type: 'integer' }))).toEqual([
      'different Thing.A.*: string, theirs integer',
    ]);
    expect(differences(record(text), { properties: { A: { properties: { B: text } } } })).toEqual([]);
  });

  it('may refer to themselves', () => {
    const mine = { properties: { Children: { type: 'array', items: { $ref: '#/components/schemas/Thing' } } } };
    const their = { properties: { Children: { type: 'array', items: { $ref: '#/definitions/ThingResource' } } } };

    expect(differences(mine, their)).toEqual([]);
  });

  it('tell of what an extended schema has under the name of that schema', () => {
    const documents = ours({
      Page: { properties: { Total: { type: 'integer' }, IsStale: { type: 'boolean' } } },
      Thing: {
        allOf: [{ $ref: '#/components/schemas/Page' }, { properties: { Items: { type: 'array', items: text } } }],
      },
    });
    const their = { properties: { Total: { type: 'integer' }, Id: text, Items: { type: 'array', items: text } } };

    expect(compareDocuments(documents, theirs({ ThingResource: their })).differences.map(({ at }) => at)).toEqual([
      'Page.Id',
      'Page.IsStale',
    ]);
  });

  it('tell of what is sent under the name of what is read', () => {
    const sent = ours({ ThingWrite: { properties: { B: text } } }, { $ref: '#/components/schemas/ThingWrite' });

    expect(
      compareDocuments(sent, theirs({ ThingResource: { properties: {} } })).differences.map(({ at }) => at),
    ).toEqual(['Thing.B']);
  });

  it('are named in an error when they refer to nothing', () => {
    expect(() => compareDocuments(ours({}), theirs({ ThingResource: {} }))).toThrow('#/components/schemas/Thing');
  });
});

describe('operations', () => {
  it('that the server lacks are differences; its own are only counted, without twins', () => {
    const get = { responses: {} };
    const comparison = compareDocuments(
      { paths: { '/api/a': { get }, '/api/{spaceId}/b': { get } } },
      { basePath: '/api', paths: { '/a': { get }, '/{baseSpaceId}/c': { get }, '/c': { get }, '/d': { get } } },
    );

    expect(comparison.differences.map(({ kind, at }) => `${kind} ${at}`)).toEqual(['only-ours GET /api/{spaceId}/b']);
    expect(comparison.operations).toEqual({ both: 1, onlyOurs: 1, onlyTheirs: 2 });
  });

  it('of which the server describes no body are counted', () => {
    const comparison = compareDocuments(ours({ Thing: {} }), {
      basePath: '/api',
      paths: { '/{baseSpaceId}/things/{id}': { get: { responses: { '200': {} } } } },
    });

    expect(comparison).toMatchObject({ differences: [], unsaid: 1 });
  });

  it('lack a body that the server takes', () => {
    const body = { in: 'body', schema: { type: 'object' } };
    const comparison = compareDocuments(
      { paths: { '/api/a': { post: { responses: {} } } } },
      { basePath: '/api', paths: { '/a': { post: { parameters: [body], responses: {} } } } },
    );

    expect(comparison.differences).toEqual([{ kind: 'only-theirs', at: 'POST /api/a request', detail: 'a body' }]);
  });
});
