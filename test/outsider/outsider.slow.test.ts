import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFriday } from '../support/friday-world.ts';
import { compile, installOutside, type Outside } from './install.ts';

/** Only what was to be deployed before Friday: kyc-service has not been in production. */
const fridayMorning = `Space      Project          Environment  Version
Merchants  kyc-service      Development  1.0.0
Merchants  kyc-service      Staging      1.0.0
Merchants  merchant-portal  Development  1.0.0
Merchants  merchant-portal  Staging      1.0.0
Merchants  merchant-portal  Production   1.0.0
Payments   fraud-detector   Development  1.0.0
Payments   fraud-detector   Staging      1.0.0
Payments   fraud-detector   Production   1.0.0
Payments   payments-api     Development  1.0.0
Payments   payments-api     Staging      1.0.0
Payments   payments-api     Production   1.0.0
`;

let outside: Outside;

beforeAll(async () => {
  outside = await installOutside();
}, 180_000);
afterAll(() => outside?.remove());

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function node(argv: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  return new Promise((resolve) => {
    const { PATH = '', SystemRoot = '' } = process.env;
    const options = { cwd: outside.folder, env: { PATH, SystemRoot, ...env }, timeout: 60_000 };
    const child = execFile(process.execPath, argv, options, (_, stdout, stderr) => {
      resolve({ code: child.exitCode, stdout, stderr });
    });
  });
}

it('the packages and the tools written against them compile, declarations of libraries included', async () => {
  expect(await compile(outside.folder, ['--noEmit'])).toBe('');
  expect(await compile(outside.folder, [])).toBe('');
});

it('a tool of less than 40 lines prints what is where, over all spaces', async () => {
  const source = readFileSync(new URL('where.ts', import.meta.url), 'utf8');
  expect(source.trim().split('\n').length).toBeLessThan(40);
  const world = await openFriday();
  const env = { OCTOPUS_URL: world.url, OCTOPUS_API_KEY: world.emulator.administratorKey };
  const ended = await node(['where.js'], env).finally(() => world.close());

  expect(ended).toEqual({ code: 0, stderr: '', stdout: fridayMorning });
});

it('the tool says what is wrong with a key, and not which', async () => {
  const world = await openFriday();
  const env = { OCTOPUS_URL: world.url, OCTOPUS_API_KEY: 'API-WRONG' };
  const ended = await node(['where.js'], env).finally(() => world.close());

  expect(ended).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('401') });
  expect(ended.stderr).not.toContain('API-WRONG');
});

it('a tool fills in a template from the environment', async () => {
  expect(await node(['greet.js', '#{Who | ToUpper}!'], { Who: 'octo' })).toMatchObject({ code: 0, stdout: 'OCTO!\n' });
  expect(await node(['greet.js', '#{Nobody}'], {})).toMatchObject({
    code: 1,
    stderr: "The following tokens were unable to be evaluated: '#{Nobody}'\n",
  });
});
