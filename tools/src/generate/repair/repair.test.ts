import { describe, expect, it } from 'vitest';
import type { ApiDocument, Operation, PathItem, Schema } from '../document.ts';
import { addSuccess, requireBodies, uniqueOperationIds } from './answers.ts';
import { requireIds } from './ids.ts';
import { declareParameters, dropTwins, joinPaths, nameSpaces, prefixPaths } from './paths.ts';

function documentOf(paths: Record<string, PathItem>, rest: Partial<ApiDocument> = {}): ApiDocument {
  return { openapi: '3.1.0', paths, ...rest };
}

function operationOf(document: ApiDocument, path: string, method = 'get'): Operation {
  return Object(document.paths[path]?.[method]);
}

const inPath = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const answers = (schema: Schema) => ({ '200': { content: { 'application/json': { schema } } } });

describe('paths', () => {
  it('are put under the path of the server, once', () => {
    const servers = [{ url: 'https://octopus.example/octopus/api/' }];
    const { document, mended } = prefixPaths(documentOf({ '/users': {} }, { servers }));

    expect([Object.keys(document.paths), mended]).toEqual([['/octopus/api/users'], 1]);
    expect(prefixPaths(documentOf({ '/api/users': {} }, { servers: [{ url: '/api' }] })).document.paths).toEqual({
      '/api/users': {},
    });
  });

  it('call the space by one name, in their parameters too', () => {
    const get = { parameters: [inPath('baseSpaceId'), inPath('id')] };
    const { document } = nameSpaces(documentOf({ '/api/{baseSpaceId}/projects/{id}': { get } }));

    expect(operationOf(document, '/api/{spaceId}/projects/{id}').parameters).toEqual([inPath('spaceId'), inPath('id')]);
  });

  it('of the default space are left out only where the same one names its space', () => {
    const paths = {
      '/api/projects/{id}': {},
      '/api/{spaceId}/projects/{projectId}': {},
      '/api/users': {},
      '/health': {},
    };

    expect(Object.keys(dropTwins(documentOf(paths)).document.paths)).toEqual([
      '/api/{spaceId}/projects/{projectId}',
      '/api/users',
      '/health',
    ]);
  });

  it('that differ by the names of parameters become one, with all operations', () => {
    const { document, mended } = joinPaths(
      documentOf({
        '/a/{id}': { get: { operationId: 'get', parameters: [inPath('id')] } },
        '/A/{aId}': { put: { operationId: 'put', parameters: [inPath('aId')] }, get: { operationId: 'other' } },
      }),
    );

    expect([Object.keys(document.paths), mended]).toEqual([['/a/{id}'], 1]);
    expect(operationOf(document, '/a/{id}').operationId).toBe('get');
    expect(operationOf(document, '/a/{id}', 'put').parameters).toEqual([inPath('id')]);
  });

  it('declare the parameters that they have, and no others', () => {
    const query = { name: 'take', in: 'query' };
    const get = { parameters: [inPath('id'), inPath('stranger'), query] };
    const { document, mended } = declareParameters(documentOf({ '/a/{id}/{gitRef}': { get } }));

    expect(operationOf(document, '/a/{id}/{gitRef}').parameters).toEqual([inPath('id'), query, inPath('gitRef')]);
    expect(mended).toBe(2);
  });

  it('know the parameters that are declared for all operations of a path', () => {
    const item = { parameters: [inPath('id')], get: {} };

    expect(declareParameters(documentOf({ '/a/{id}': item })).mended).toBe(0);
  });
});

describe('operations', () => {
  it('have an answer that succeeds, of unknown content where nothing is said', () => {
    const { document, mended } = addSuccess(
      documentOf({
        '/none': { get: { responses: { '404': {} } } },
        '/bare': { get: { responses: { '201': {} } } },
        '/empty': { get: { responses: { '204': {} } } },
        '/told': { get: { responses: answers({ type: 'string' }) } },
      }),
    );

    expect(operationOf(document, '/none').responses).toMatchObject({
      '200': { content: expect.anything() },
      '404': {},
    });
    expect(operationOf(document, '/bare').responses?.['201']?.content).toEqual({ 'application/json': { schema: {} } });
    expect(operationOf(document, '/empty').responses).toEqual({ '204': {} });
    expect(operationOf(document, '/told').responses).toEqual(answers({ type: 'string' }));
    expect(mended).toBe(2);
  });

  it('need the body that they describe, unless they say otherwise', () => {
    const { document } = requireBodies(
      documentOf({ '/a': { post: { requestBody: {} }, put: { requestBody: { required: false } }, get: {} } }),
    );

    expect(operationOf(document, '/a', 'post').requestBody?.required).toBe(true);
    expect(operationOf(document, '/a', 'put').requestBody?.required).toBe(false);
    expect(operationOf(document, '/a').requestBody).toBeUndefined();
  });

  it('have ids of their own', () => {
    const { document } = uniqueOperationIds(
      documentOf({ '/a': { get: { operationId: 'x' } }, '/b': { get: { operationId: 'x' } } }),
    );

    expect(operationOf(document, '/a').operationId).toBe('x');
    expect(operationOf(document, '/b').operationId).toBeUndefined();
  });
});

describe('schemas', () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const schemas = {
    Thing: { properties: { Id: { type: 'string' }, Name: { type: 'string' }, Part: ref('Part') } },
    Part: { properties: { Id: { type: 'string' } } },
    Things: { properties: { ItemType: {}, TotalResults: {}, Items: { type: 'array', items: ref('Thing') } } },
  };
  const body = { requestBody: { content: { 'application/json': { schema: ref('Thing') } } } };
  const { document } = requireIds(
    documentOf(
      { '/things/{id}': { get: { responses: answers(ref('Thing')) } }, '/things': { post: body } },
      { components: { schemas } },
    ),
  );

  it('that are fetched by id have one; what is only inside of them need not', () => {
    expect(document.components?.schemas?.Thing?.required).toEqual(['Id']);
    expect(document.components?.schemas?.Part?.required).toBeUndefined();
  });

  it('of pages have their items and counts', () => {
    expect(document.components?.schemas?.Things?.required).toEqual(['ItemType', 'Items', 'TotalResults']);
  });

  it('are needed without an id where they are sent', () => {
    expect(operationOf(document, '/things', 'post').requestBody?.content?.['application/json']?.schema).toEqual(
      ref('ThingWrite'),
    );
    expect(document.components?.schemas?.ThingWrite?.required).toBeUndefined();
  });
});
