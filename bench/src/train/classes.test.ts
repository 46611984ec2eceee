import { expect, it } from 'vitest';
import { classOf, countByClass } from './classes.ts';

it.each([
  ['GET /api/tasks?ids=ServerTasks-17&take=1&skip=0', 'looks at tasks'],
  ['GET /api/Spaces-2/interruptions?regarding=ServerTasks-18', 'looks at tasks'],
  ['GET /api/Spaces-2/deployments?projects=Projects-3', 'looks for deployments and runs'],
  ['POST /api/Spaces-2/deployments', 'writes'],
  ['PUT /api/Spaces-1/variables/variableset-Projects-2', 'train record'],
  ['GET /clusters/kind-finpay-dev/api/v1/namespaces/x', 'clusters'],
  ['GET /api/Spaces-2/variables/preview?project=Projects-3', 'other reads'],
])('%s: %s', (request, name) => expect(classOf(request)).toBe(name));

it('counts every request once', () => {
  const counts = countByClass(['GET /api', 'GET /api', 'POST /api/x']);

  expect(counts).toMatchObject({ requests: 3, 'other reads': 2, writes: 1, clusters: 0 });
});
