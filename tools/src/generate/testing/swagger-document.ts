const thing = { $ref: '#/definitions/ThingResource' };
const inPath = (name: string) => ({ name, in: 'path', required: true, type: 'string' });
const body = { name: 'body', in: 'body', schema: thing };
const get = { operationId: 'getThing', responses: { '200': { description: 'It.', schema: thing } } };

/** A small Swagger 2.0 document with the defects that servers' own documents have. */
export const swaggerDocument = {
  swagger: '2.0',
  info: { title: 'Octopus Server API', version: '1' },
  host: 'localhost',
  basePath: '/api',
  paths: {
    '/things/{id}': { get: { ...get, parameters: [inPath('id')] } },
    '/{baseSpaceId}/things/{id}': {
      get: { ...get, operationId: 'getThing_Spaces', parameters: [inPath('baseSpaceId'), inPath('id')] },
    },
    '/{baseSpaceId}/things/{thingId}': {
      put: {
        operationId: 'updateThing_Spaces',
        parameters: [inPath('baseSpaceId'), body],
        responses: { '400': { description: 'Refused.' } },
      },
    },
    '/{baseSpaceId}/things': {
      post: {
        operationId: 'createThing',
        parameters: [inPath('baseSpaceId'), body],
        responses: { '201': { description: 'Made.' } },
      },
    },
  },
  definitions: {
    ThingResource: {
      type: 'object',
      properties: {
        Id: { type: 'string' },
        Name: { type: 'string' },
        Links: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
  },
};
