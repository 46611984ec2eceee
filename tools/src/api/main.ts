import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { parse } from 'yaml';
import { firstDifference } from '../spec/first-difference.ts';
import { renderSurface, renderWire } from './report.ts';
import { readSurface } from './surface.ts';

const root = new URL('../../../', import.meta.url);

process.exitCode = await main(process.argv.slice(2));

/** Writes the pages that show what the two public libraries export, or with --check says where the committed ones differ. */
async function main(args: readonly string[]): Promise<number> {
  const base = ts.readConfigFile(fileURLToPath(new URL('tsconfig.base.json', root)), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(base.config, ts.sys, fileURLToPath(root));
  const document = parse(await readFile(new URL('packages/octopus-client/openapi/octopus.yaml', root), 'utf8'));
  const pages = [
    ...['octopus-client', 'octostache'].map((name) => ({
      file: new URL(`packages/${name}/api/exports.md`, root),
      content: renderSurface(`@octotrain/${name}`, surfaceOf(name, options)),
    })),
    {
      file: new URL('packages/octopus-client/api/wire.md', root),
      content: renderWire('@octotrain/octopus-client', document),
    },
  ];
  let differing = 0;
  for (const { file, content } of pages) {
    const path = fileURLToPath(file);
    if (!args.includes('--check')) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      continue;
    }
    const line = firstDifference(await readFile(path, 'utf8').catch(() => ''), content);
    if (line === undefined) continue;
    differing += 1;
    console.error(
      `${path}:${line}: the public surface is another; run pnpm spec:generate, and add a changeset if users notice`,
    );
  }
  return differing === 0 ? 0 : 1;
}

function surfaceOf(name: string, compilerOptions: ts.CompilerOptions) {
  const entry = fileURLToPath(new URL(`packages/${name}/src/index.ts`, root));
  return readSurface({ entry, compilerOptions, isSummarised: (file) => file.includes('/generated/') });
}
