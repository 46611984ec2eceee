import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { addRefusals } from './add-refusals.ts';
import { firstDifference } from './first-difference.ts';
import { type Area, mergeAreas } from './merge-areas.ts';
import { missingTexts } from './missing-texts.ts';
import { renderDocument, renderTypes } from './render.ts';

const openapi = new URL('../../../packages/octopus-client/openapi/', import.meta.url);
const bundle = new URL('octopus.yaml', openapi);
const types = new URL('../src/generated/octopus.ts', openapi);

process.exitCode = await main(process.argv.slice(2));

/** Writes the bundled document and its types, or with --check says where the committed ones differ. */
async function main(args: readonly string[]): Promise<number> {
  const document = addRefusals(mergeAreas(await readAreas()));
  const problems = missingTexts(document);
  const outputs = [
    { file: bundle, content: renderDocument(document) },
    { file: types, content: await renderTypes(document) },
  ];
  for (const { file, content } of outputs) {
    if (!args.includes('--check')) await writeFile(file, content);
    else {
      const difference = firstDifference(await readFile(file, 'utf8').catch(() => ''), content);
      if (difference) problems.push(`${fileURLToPath(file)}:${difference}: differs; run pnpm spec:generate`);
    }
  }
  for (const problem of problems) console.error(problem);
  return problems.length === 0 ? 0 : 1;
}

async function readAreas(): Promise<Area[]> {
  const files = (await readdir(openapi)).filter((file) => file.endsWith('.yaml') && file !== 'octopus.yaml').sort();
  return Promise.all(files.map(readArea));
}

async function readArea(file: string): Promise<Area> {
  const text = await readFile(new URL(file, openapi), 'utf8');
  return { file, about: /^# (.*)/.exec(text)?.[1] ?? '', content: parse(text) };
}
