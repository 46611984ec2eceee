import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const client = new URL('../../../packages/octopus-client/', import.meta.url);

async function sourcesOf(folder: string): Promise<string> {
  const files = (await readdir(new URL(folder, client))).filter((file) => file.endsWith('.ts'));
  const texts = await Promise.all(files.map((file) => readFile(new URL(`${folder}${file}`, client), 'utf8')));
  return texts.join('\n');
}

it('gives every schema, pages apart, a name that callers can import', async () => {
  const { components } = parse(await readFile(new URL('openapi/octopus.yaml', client), 'utf8'));
  const aliases = `${await readFile(new URL('src/wire-types.ts', client), 'utf8')}\n${await sourcesOf('src/wire-types/')}`;
  const ids = await sourcesOf('src/ids/');

  const unnamed = Object.keys(components.schemas).filter(
    (name) => !name.endsWith('Page') && !aliases.includes(`Schemas['${name}']`) && !ids.includes(`type ${name} =`),
  );

  expect(unnamed).toEqual([]);
});

it('passes on what each area names', async () => {
  const index = await readFile(new URL('src/index.ts', client), 'utf8');
  const areas = (await readdir(new URL('src/wire-types/', client))).filter((file) => file.endsWith('.ts'));

  expect(areas.filter((file) => !index.includes(`'./wire-types/${file}'`))).toEqual([]);
});
