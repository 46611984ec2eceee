import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { addRefusals } from './add-refusals.ts';
import { compareDocuments } from './compare/compare.ts';
import { type DifferenceList, judgeDifferences, summaryOf } from './compare/judge.ts';
import { firstDifference } from './first-difference.ts';
import { type Area, mergeAreas, type OpenApiDocument } from './merge-areas.ts';
import { missingTexts } from './missing-texts.ts';
import { renderDocument, renderTypes } from './render.ts';

const openapi = new URL('../../../packages/octopus-client/openapi/', import.meta.url);
const bundle = new URL('octopus.yaml', openapi);
const types = new URL('../src/generated/octopus.ts', openapi);

const differences = new URL('differences/', openapi);

/** Where a server's own description is looked for when none is named: in a folder of facts beside this checkout. */
const besides = fileURLToPath(new URL('../../../../shared/octopus/swagger-2021.2.json', import.meta.url));

process.exitCode = await main(
  process.argv.slice(2),
  process.env.OCTOPUS_SWAGGER ?? (existsSync(besides) ? besides : undefined),
);

/**
 * Writes the bundled document and its types, or with --check says where the committed ones differ; then, where a server's own
 * description is at hand (a file of JSON or YAML, named by OCTOPUS_SWAGGER), also what ours does not agree with.
 */
async function main(args: readonly string[], swagger: string | undefined): Promise<number> {
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
  if (args.includes('--check') && swagger) problems.push(...(await compareWith(document, swagger)));
  for (const problem of problems) console.error(problem);
  return problems.length === 0 ? 0 : 1;
}

async function compareWith(document: OpenApiDocument, file: string): Promise<string[]> {
  const comparison = compareDocuments(document, parse(await readFile(file, 'utf8')));
  console.error(summaryOf(comparison));
  return judgeDifferences(comparison.differences, await readLists());
}

async function readLists(): Promise<DifferenceList[]> {
  const files = (await readdir(differences)).sort();
  return Promise.all(
    files.map(async (file) => ({ file, content: parse(await readFile(new URL(file, differences), 'utf8')) })),
  );
}

async function readAreas(): Promise<Area[]> {
  const files = (await readdir(openapi)).filter((file) => file.endsWith('.yaml') && file !== 'octopus.yaml').sort();
  return Promise.all(files.map(readArea));
}

async function readArea(file: string): Promise<Area> {
  const text = await readFile(new URL(file, openapi), 'utf8');
  return { file, about: /^# (.*)/.exec(text)?.[1] ?? '', content: parse(text) };
}
