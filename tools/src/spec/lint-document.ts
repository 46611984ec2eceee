import { createConfig, lintFromString } from '@redocly/openapi-core';

/** Problems of the document as one line each: broken references, missing or doubled names, missing texts. */
export async function lintDocument(source: string): Promise<string[]> {
  const config = await createConfig({
    rules: {
      struct: 'error',
      'no-unresolved-refs': 'error',
      'no-unused-components': 'error',
      'no-identical-paths': 'error',
      'no-duplicated-tag-names': 'error',
      'path-parameters-defined': 'error',
      'operation-operationId': 'error',
      'operation-operationId-unique': 'error',
      'operation-summary': 'error',
      'operation-2xx-response': 'error',
    },
  });
  const problems = await lintFromString({ source, absoluteRef: 'octopus.yaml', config });
  return problems.map((problem) => `${problem.location[0]?.pointer ?? ''}: ${problem.message} (${problem.ruleId})`);
}
