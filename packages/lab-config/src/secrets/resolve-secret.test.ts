import { expect, test } from 'vitest';
import { resolveSecret, type SecretSource } from './resolve-secret.ts';

const source: SecretSource = {
  env: (name) => ({ TOKEN: 'ghp_1', BLANK: ' ' })[name],
  file: (path) => ({ '/run/token': 'from-file\r\n', '/run/blank': '\n' })[path],
};

test.each([
  [{ env: 'TOKEN', optional: false }, 'ghp_1'],
  [{ file: '/run/token', optional: false }, 'from-file'],
  [{ env: 'ABSENT', optional: true }, undefined],
  [{ file: '/run/absent', optional: true }, undefined],
])('resolves %o to %s', (reference, value) => {
  expect(resolveSecret(reference, source)).toEqual({ ok: true, value });
});

test.each([
  [{ env: 'ABSENT', optional: false }, 'the environment variable ABSENT is not set', 'set ABSENT'],
  [{ env: 'BLANK', optional: false }, 'the environment variable BLANK is not set', 'set BLANK'],
  [{ file: '/run/blank', optional: false }, 'the file /run/blank is absent or blank', 'write the secret to /run/blank'],
])('says what is missing for %o', (reference, message, hint) => {
  expect(resolveSecret(reference, source)).toMatchObject({ ok: false, message, hint: expect.stringContaining(hint) });
});
