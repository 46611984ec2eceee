import { type ApiDocument, mapOperations, type Repaired } from '../document.ts';

/** Gives an operation without an answer that succeeds one of unknown content, so that it can be called at all. */
export function addSuccess(document: ApiDocument): Repaired {
  let mended = 0;
  const unknown = { 'application/json': { schema: {} } };
  const repaired = mapOperations(document, (operation) => {
    const responses = Object.entries(operation.responses ?? {});
    const successes = responses.filter(([status]) => status.startsWith('2'));
    if (successes.length === 0) {
      mended++;
      return { ...operation, responses: { ...operation.responses, '200': { description: 'Done.', content: unknown } } };
    }
    if (successes.some(([status, { content }]) => content !== undefined || status === '204')) return operation;
    mended++;
    const described = successes.map(([status, response]) => [status, { ...response, content: unknown }]);
    return { ...operation, responses: { ...operation.responses, ...Object.fromEntries(described) } };
  });
  return { document: repaired, mended };
}

/** Says that a body is needed where one is described. */
export function requireBodies(document: ApiDocument): Repaired {
  let mended = 0;
  const repaired = mapOperations(document, (operation) => {
    if (operation.requestBody === undefined || operation.requestBody.required !== undefined) return operation;
    mended++;
    return { ...operation, requestBody: { ...operation.requestBody, required: true } };
  });
  return { document: repaired, mended };
}

/** Takes an operation's id away where another one has it already. */
export function uniqueOperationIds(document: ApiDocument): Repaired {
  const seen = new Set<string>();
  let mended = 0;
  const repaired = mapOperations(document, ({ operationId, ...operation }) => {
    if (operationId === undefined) return operation;
    if (!seen.has(operationId)) {
      seen.add(operationId);
      return { operationId, ...operation };
    }
    mended++;
    return operation;
  });
  return { document: repaired, mended };
}
