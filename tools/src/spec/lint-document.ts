import { createConfig, lintFromString } from '@redocly/openapi-core';
import { parse } from 'yaml';

/** Problems of the document as one line each: broken references, missing or doubled names, missing texts. */
export async function lintDocument(source: string): Promise<string[]> {
  const config = await createConfig({
    rules: {
      struct: 'error',
      'no-unresolved-refs': 'error',
      'no-unused-components': 'error',
      'no-identical-paths': 'error',
      'path-parameters-defined': 'error',
      'operation-operationId': 'error',
      'operation-operationId-unique': 'error',
      'operation-summary': 'error',
      'operation-2xx-response': 'error',
    },
  });
  const problems = await lintFromString({ source, absoluteRef: 'octopus.yaml', config });
  const lines = problems.map(
    ({ location, message, ruleId }) => `${location[0]?.pointer ?? ''}: ${message} (${ruleId})`,
  );
  return [...lines, ...schemasWithoutDescription(source)];
}

function schemasWithoutDescription(source: string): string[] {
  const { components }: { components?: { schemas?: Record<string, { description?: string }> } } = parse(source);
  return Object.entries(components?.schemas ?? {})
    .filter(([, schema]) => !schema.description)
    .map(([name]) => `#/components/schemas/${name}: has no description`);
}
