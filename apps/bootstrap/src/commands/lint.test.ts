import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { noServer, runBootstrap } from '../testing/run-bootstrap.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lint-'));
});
afterEach(() => rm(folder, { recursive: true }));

function lint(...words: readonly string[]) {
  return runBootstrap(['lint', ...words], { fetch: noServer, cwd: folder, env: { OCTOPUS_URL: undefined } });
}

const twice = `version: 1
lab: Shop
shared: { environments: [{ name: Dev }, { name: Live }] }
spaces:
  A:
    projects:
      web: { variables: { Broker: { Dev: kafka.shop.internal:9092, Live: kafka.shop.internal:9092 } } }
`;

it('finds nothing to say about FinPay, in less than 300 lines', async () => {
  const { code, stdout, stderr } = await lint('--max-lines', '299');

  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: 'finpay/lab.yaml is right, and says nothing twice.\n',
    stderr: '',
  });
});

it('tells what is written twice, where, and what to do', async () => {
  await writeFile(join(folder, 'lab.yaml'), twice);

  const { code, stdout } = await lint('lab.yaml');

  expect(code).toBe(1);
  expect(stdout).toContain('the text `kafka.shop.internal:9092` is written twice: also at line 7');
  expect(stdout).toContain('name several environments in one key');
});

it('says the same to programs', async () => {
  await writeFile(join(folder, 'lab.yaml'), twice);

  const { stdout } = await lint('lab.yaml', '--max-columns', '80', '--json');

  expect(JSON.parse(stdout)).toMatchObject({
    schema: 1,
    file: 'lab.yaml',
    findings: [
      { code: 'written-twice', line: 7 },
      { code: 'too-wide', line: 7, column: 81 },
    ],
  });
});

it('tells what is wrong before what is written twice', async () => {
  await writeFile(join(folder, 'lab.yaml'), twice.replace('Live: kafka', 'Lve: kafka'));

  const { code, stderr } = await lint('lab.yaml');

  expect(code).toBe(64);
  expect(stderr).toContain('did you mean `Live`?');
});
