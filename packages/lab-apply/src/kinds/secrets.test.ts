import { expect, it } from 'vitest';
import { revealSecrets, secretsIn, secretToken } from './secrets.ts';

const token = { env: 'GITHUB_TOKEN', optional: true } as const;
const password = { file: 'password.txt', optional: false } as const;

it('finds every secret that a body still holds, however deep', () => {
  const body = { Name: 'GitHub', Details: { Password: { HasValue: true, NewValue: secretToken(token) } } };

  expect(secretsIn({ ...body, List: [secretToken(password), 'text'] })).toEqual([token, password]);
});

it('puts secrets in their places and leaves the rest as it is', () => {
  const body = { Name: 'GitHub', Password: { HasValue: true, NewValue: secretToken(token) }, Version: 3, Off: null };

  expect(revealSecrets(body, () => 'hunter2')).toEqual({
    Name: 'GitHub',
    Password: { HasValue: true, NewValue: 'hunter2' },
    Version: 3,
    Off: null,
  });
});

it('writes a blank for a secret that may be absent and is', () => {
  expect(revealSecrets({ NewValue: secretToken(token) }, () => undefined)).toEqual({ NewValue: '' });
});
