import { expect, it } from 'vitest';
import { addRefusals } from './add-refusals.ts';
import { mergeAreas } from './merge-areas.ts';

/** Statuses of the only operation of a document. */
function statuses(path: string, operation: object): string[] {
  const responses = { '200': { description: 'As asked.' } };
  const paths = { [path]: { parameters: [], get: { responses, ...operation } } };
  const [item] = Object.values(addRefusals(mergeAreas([{ file: 'area.yaml', content: { paths } }])).paths);
  // The merged document does not know what its paths hold; this one is made above.
  return Object.keys((item as { get: { responses: object } }).get.responses);
}

it.each([
  ['wants a key', '/api', {}, ['200', '401']],
  ['wants none', '/api', { security: [] }, ['200']],
  ['names a permission', '/api/users', { description: 'Needs UserView.' }, ['200', '401', '403']],
  ['names a document', '/api/users/{id}', {}, ['200', '401', '404']],
  ['has parameters of its own', '/api/users', { parameters: [{}] }, ['200', '400', '401']],
])('knows how an operation that %s is refused', (_, path, operation, expected) => {
  expect(statuses(path, operation)).toEqual(expected);
});

it('keeps what an operation says of a refusal itself', () => {
  const own = { description: 'Of another user.' };
  const get = { responses: { '401': own } };
  const document = addRefusals(mergeAreas([{ file: 'area.yaml', content: { paths: { '/api': { get } } } }]));

  expect(document.paths).toEqual({ '/api': { get: { responses: { '401': own } } } });
});

it('knows that every change may be refused', () => {
  const post = { responses: {} };
  const document = addRefusals(mergeAreas([{ file: 'area.yaml', content: { paths: { '/api': { post } } } }]));

  expect(JSON.stringify(document.paths)).toMatch(/"responses":\{"400":.*"401":/);
});

it('takes the default answer of an operation for its refusals', () => {
  const own = { description: 'No token.' };
  const post = { security: [], responses: { default: own } };
  const document = addRefusals(mergeAreas([{ file: 'area.yaml', content: { paths: { '/token': { post } } } }]));

  expect(document.paths).toEqual({ '/token': { post: { security: [], responses: { '400': own, default: own } } } });
});
