import { expect, it } from 'vitest';
import { scriptEnvironment } from './script-environment.ts';

it('lets scripts see what they need, and no key', () => {
  const env = {
    Path: '/bin',
    HOME: '/home/me',
    LC_ALL: 'C',
    https_proxy: 'http://proxy',
    OCTOPUS_API_KEY: 'API-X',
    GITHUB_TOKEN: 't',
  };

  expect(scriptEnvironment(env)).toEqual({
    Path: '/bin',
    HOME: '/home/me',
    LC_ALL: 'C',
    https_proxy: 'http://proxy',
  });
});
