import { describe, expect, it } from 'vitest';
import { createJournal, journalLine, readJournal } from './journal.ts';

const change = { counters: { Spaces: 1 }, documents: [['Spaces', 'Spaces-1', { Id: 'Spaces-1' }]] } as const;

describe('reading a journal', () => {
  it('drops what a crash left half written at the end', () => {
    const line = journalLine(change);

    for (let cut = 0; cut < line.length - 1; cut += 1) {
      expect(readJournal(line + line.slice(0, cut), 'journal')).toEqual([change]);
    }
  });

  it('refuses damage that other lines follow', () => {
    const line = journalLine(change);

    expect(() => readJournal(`${line}{"broken\n${line}`, 'journal.jsonl')).toThrow(
      'journal.jsonl:2: this line is damaged',
    );
  });
});

function slowDisk() {
  const written: string[] = [];
  const syncs: (() => void)[] = [];
  return {
    written,
    syncs,
    append: async (text: unknown) => void written.push(String(text)),
    sync: () => new Promise<void>((resolve) => syncs.push(resolve)),
    close: async () => undefined,
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('writing a journal', () => {
  it('acknowledges only after the sync, and syncs what came meanwhile as one group', async () => {
    const disk = slowDisk();
    const journal = createJournal(disk);
    const acknowledged: number[] = [];

    journal.append(change);
    void journal.flushed().then(() => acknowledged.push(1));
    await settle();
    journal.append(change);
    journal.append(change);
    void journal.flushed().then(() => acknowledged.push(2));
    await settle();
    expect(acknowledged).toEqual([]);

    disk.syncs.shift()?.();
    await settle();
    expect(acknowledged).toEqual([1]);
    disk.syncs.shift()?.();
    await settle();
    expect(acknowledged).toEqual([1, 2]);
    expect(disk.written).toEqual([journalLine(change), journalLine(change).repeat(2)]);
  });

  it('acknowledges nothing after a failed write', async () => {
    const journal = createJournal({
      ...slowDisk(),
      append: () => Promise.reject(new Error('no space left')),
    });

    journal.append(change);

    await expect(journal.flushed()).rejects.toThrow('the data folder cannot be written any more');
    await expect(journal.flushed()).rejects.toThrow('the data folder cannot be written any more');
  });
});
