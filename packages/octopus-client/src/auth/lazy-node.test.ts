import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const source = fileURLToPath(new URL('..', import.meta.url));

it('is only the readers of files and commands that need Node, and only when they are used', () => {
  const shipped = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /^(?!testing\/).*(?<!\.test)\.ts$/.test(file));
  const textOf = (file: string) => readFileSync(join(source, file), 'utf8').replaceAll(/^import type .*$/gm, '');

  expect(shipped).toContain('transport/transport.ts');
  expect(shipped.filter((file) => /from 'node:/.test(textOf(file)))).toEqual([]);
  expect(shipped.filter((file) => /import\('node:/.test(textOf(file))).sort()).toEqual([
    'auth/from-command.ts',
    'auth/from-file.ts',
  ]);
});
