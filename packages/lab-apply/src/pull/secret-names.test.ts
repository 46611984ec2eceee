import { expect, it } from 'vitest';
import { createSecretNames } from './secret-names.ts';

it('names a secret by what it is of, once for the same use, and tells others apart', () => {
  const names = createSecretNames();

  expect(names.referenceFor(['Git Hub', 'password'], 'a')).toEqual({ env: 'GIT_HUB_PASSWORD', optional: false });
  expect(names.referenceFor(['Git Hub', 'password'], 'a')).toEqual({ env: 'GIT_HUB_PASSWORD', optional: false });
  expect(names.referenceFor(['git-hub', 'Password'], 'b')).toEqual({ env: 'GIT_HUB_PASSWORD_2', optional: false });
  expect(names.referenceFor(['2nd', 'key'], 'c')).toEqual({ env: 'SECRET_2ND_KEY', optional: false });
  expect(names.referenceFor(['ключ'], 'd')).toEqual({ env: 'SECRET', optional: false });
  expect(names.secrets.map(({ env }) => env)).toEqual([
    'GIT_HUB_PASSWORD',
    'GIT_HUB_PASSWORD_2',
    'SECRET_2ND_KEY',
    'SECRET',
  ]);
});
