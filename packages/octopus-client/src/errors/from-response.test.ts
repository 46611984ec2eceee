import { expect, it } from 'vitest';
import { errorFromResponse } from './from-response.ts';

const redact = (text: string) => text;

it('says what the server said, and what to do', () => {
  const text = JSON.stringify({
    ErrorMessage: 'There was a problem.',
    Errors: ['Version is taken.', 'Name is empty.'],
  });

  const error = errorFromResponse({ operation: 'POST /api/{spaceId}/releases', status: 409, text, redact });

  expect(error.message).toBe(
    'POST /api/{spaceId}/releases was answered with 409: There was a problem. Version is taken. Name is empty.',
  );
  expect(error).toMatchObject({
    name: 'OctopusConflictError',
    status: 409,
    errorMessage: 'There was a problem.',
    errors: ['Version is taken.', 'Name is empty.'],
    hint: expect.stringContaining('Read the document again'),
  });
});

it.each(['', '<html>', 'null', '[]', '{"ErrorMessage": 7, "Errors": "x"}'])('makes do with the body %j', (text) => {
  const error = errorFromResponse({ operation: 'GET /api', status: 500, text, redact });

  expect(error).toMatchObject({ message: 'GET /api was answered with 500', errors: [], errorMessage: undefined });
});
