import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { firstDifference } from '../spec/first-difference.ts';
import { pagesOfTests, referencePages } from './pages.ts';

const reference = new URL('../../../docs/reference/', import.meta.url);

process.exitCode = await main(process.argv.slice(2));

/** Writes the reference pages, or with --check says where the committed ones differ. */
async function main(args: readonly string[]): Promise<number> {
  const pages = referencePages();
  const problems: string[] = [];
  await mkdir(reference, { recursive: true });
  for (const { file, content } of pages) {
    const url = new URL(file, reference);
    if (!args.includes('--check')) await writeFile(url, content);
    else {
      const difference = firstDifference(await readFile(url, 'utf8').catch(() => ''), content);
      if (difference) problems.push(`${fileURLToPath(url)}:${difference}: differs; run pnpm spec:generate`);
    }
  }
  const known = new Set([...pagesOfTests, ...pages.map(({ file }) => file)]);
  for (const file of await readdir(reference)) {
    if (!known.has(file))
      problems.push(`${fileURLToPath(new URL(file, reference))}: made by nobody; pages here are generated`);
  }
  for (const problem of problems) console.error(problem);
  return problems.length === 0 ? 0 : 1;
}
