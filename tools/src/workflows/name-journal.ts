import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { journalName } from './journals.ts';
import { hasEnded } from './standing.ts';

process.exitCode = await main(process.argv.slice(2));

/** For the workflows: `name-journal.ts STATE FILE` writes what to call the artifact of a state folder's runs; an empty `name` when there is none. */
async function main([state = '', file = '']: readonly string[]): Promise<number> {
  const output = process.env.GITHUB_OUTPUT;
  if (!output) {
    console.error('this runs in a workflow: GITHUB_OUTPUT is not set');
    return 64;
  }
  const runs = join(state, 'runs');
  const journals = await Promise.all(
    (await readdir(runs).catch(() => [])).map((run) =>
      readFile(join(runs, run, 'journal.jsonl'), 'utf8').catch(() => ''),
    ),
  );
  const begun = journals.filter((text) => text !== '');
  const name = begun.length === 0 ? '' : journalName({ file, open: !begun.every(hasEnded) });
  await appendFile(output, `name=${name}\n`);
  console.log(name || 'no run was begun: there is no journal to keep');
  return 0;
}
