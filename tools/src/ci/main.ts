import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { countLine, countTests } from './count-tests.ts';
import { parseSkippedList } from './skipped-list.ts';
import { parseReport, type VitestReport } from './vitest-report.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url))
  .replaceAll('\\', '/')
  .replace(/\/$/, '');
const skippedList = new URL('../../../test/skipped-tests.json', import.meta.url);

process.exitCode = await main(process.argv.slice(2));

/** Counts the tests of the reports in a folder, `NAME.json` for each NAME given. The last line on stdout is the count. */
async function main([folder = '', ...names]: readonly string[]): Promise<number> {
  const reports: VitestReport[] = [];
  const missing: string[] = [];
  const found = new Set(await readdir(folder));
  for (const name of names) {
    if (found.has(`${name}.json`)) reports.push(parseReport(await readFile(join(folder, `${name}.json`), 'utf8')));
    else missing.push(`${name}: vitest wrote no report, so its tests are not in this count`);
  }
  const count = countTests({ reports, root, skippedList: parseSkippedList(await readFile(skippedList, 'utf8')) });
  const problems = [...missing, ...count.problems];
  for (const problem of problems) console.log(`✖ ${problem}`);
  console.log(countLine(count));
  return problems.length > 0 || count.failed > 0 ? 1 : 0;
}
