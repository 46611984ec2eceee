import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunId } from '@octotrain/train-engine';
import type { JournalSink } from '../../apps/train/src/journal/journal.ts';
import { JournalTrouble } from '../../apps/train/src/journal/journal-trouble.ts';
import { parseJournal } from '../../apps/train/src/journal/read-journal.ts';
import type { JournalShelf } from '../../apps/train/src/journal/shelf.ts';

/**
 * Journals as a database would keep them: each line is a record of its own, made only if nobody has made the one with that number. Several workers may write one
 * journal without knowing of each other; of two at one line the later is refused.
 */
export function lineFiles(folder: string): JournalShelf {
  const folderOf = (run: string) => join(folder, run);
  const nameOf = (number: number) => `${String(number).padStart(6, '0')}.json`;

  function sinkFrom(run: string, first: number): JournalSink {
    let number = first;
    return {
      async write(line) {
        const path = join(folderOf(run), nameOf(number));
        const draft = `${path}.${process.pid}`;
        await writeFile(draft, `${line}\n`, { flush: true });
        try {
          // The record appears with all that is in it, or not at all.
          await link(draft, path);
          number += 1;
        } catch (error) {
          const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
          if (!isTaken) throw error;
          throw new JournalTrouble({ code: 'moved-on', message: `another worker has written ${path}` });
        } finally {
          await rm(draft, { force: true });
        }
      },
      sync: async () => {},
      close: async () => {},
    };
  }

  return {
    async runs() {
      const names = await readdir(folder).catch(() => []);
      return names.filter(isRunId).sort().reverse();
    },
    async read(run) {
      const names = (await readdir(folderOf(run)).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
      const lines = await Promise.all(names.map((name) => readFile(join(folderOf(run), name), 'utf8')));
      if (lines.length === 0) return { ok: false, code: 'no-journal', message: `no journal of ${run}` };
      return parseJournal(lines.join(''), run);
    },
    ready: async () => void (await mkdir(folder, { recursive: true })),
    async begin(run) {
      await mkdir(folderOf(run), { recursive: true });
      return sinkFrom(run, 0);
    },
    goOn: async (run, read) => sinkFrom(run, read.heads.length),
  };
}
