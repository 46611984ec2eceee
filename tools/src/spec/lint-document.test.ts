import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { lintDocument } from './lint-document.ts';
import { mergeAreas } from './merge-areas.ts';

const ok = { '200': { description: 'As asked.' } };

function documentWith(content: Parameters<typeof mergeAreas>[0][number]['content']): string {
  const securitySchemes = { apiKey: { type: 'apiKey', in: 'header', name: 'X-Octopus-ApiKey' } };
  const components = { securitySchemes, ...content.components };
  return stringify(mergeAreas([{ file: 'area.yaml', content: { ...content, components } }]));
}

describe('linting the document', () => {
  it('is content with a complete operation', async () => {
    const get = { operationId: 'getRoot', summary: 'Get the root.', responses: ok };

    expect(await lintDocument(documentWith({ paths: { '/api': { get } } }))).toEqual([]);
  });

  it.each([
    ['an operation without an id', { summary: 'Get.', responses: ok }, 'operation-operationId'],
    ['an operation without a summary', { operationId: 'getRoot', responses: ok }, 'operation-summary'],
    [
      'a reference to nothing',
      { operationId: 'a', summary: 'A.', responses: { '200': { $ref: '#/components/responses/None' } } },
      'no-unresolved-refs',
    ],
  ])('finds %s', async (_, get, rule) => {
    const problems = await lintDocument(documentWith({ paths: { '/api': { get } } }));

    expect(problems.join('\n')).toContain(rule);
  });

  it('finds a path parameter that is not declared', async () => {
    const get = { operationId: 'a', summary: 'A.', responses: ok };

    expect((await lintDocument(documentWith({ paths: { '/api/{id}': { get } } }))).join('\n')).toContain(
      'path-parameters-defined',
    );
  });

  it('finds a schema without a description', async () => {
    const response = {
      description: 'As asked.',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } },
    };
    const get = { operationId: 'a', summary: 'A.', responses: { '200': response } };
    const source = documentWith({ paths: { '/api': { get } }, components: { schemas: { A: { type: 'object' } } } });

    expect(await lintDocument(source)).toEqual([expect.stringContaining('schemas/A: has no description')]);
  });
});
