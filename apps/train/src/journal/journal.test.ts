import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent } from '@octotrain/train-engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { continueJournal, createJournal } from './journal.ts';
import type { RunLock } from './lock-record.ts';
import { type ReadJournal, readJournal } from './read-journal.ts';

// The journal carries the lock without looking into it.
const lock = { run: 'friday-20261123-abcdef', file: 'friday.yaml' } as RunLock;
const now = () => '2026-11-23T09:00:00.000Z';
const events: readonly RunEvent[] = [
  { type: 'resumed', at: 1 },
  { type: 'release', car: 'payments-api', releaseId: 'Releases-7', created: true, at: 2 },
  { type: 'finished', outcome: 'done', at: 3 },
];

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
  path = join(folder, 'run', 'journal.jsonl');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function written(): Promise<string> {
  const journal = await createJournal({ path, lock, now });
  for (const event of events) await journal.append(event);
  await journal.durable();
  await journal.close();
  return readFile(path, 'utf8');
}

async function read(): Promise<ReadJournal> {
  const reading = await readJournal(path);
  if (!reading.ok) throw new Error(reading.message);
  return reading.journal;
}

describe('a journal', () => {
  it('gives back its lock and its events in order', async () => {
    await written();

    const journal = await read();

    expect(journal.lock).toEqual(lock);
    expect(journal.events.map(({ event }) => event)).toEqual(events);
  });

  it('keeps the order in which events were heard, also when nobody waits in between', async () => {
    const journal = await createJournal({ path, lock, now });
    await Promise.all(events.map((event) => journal.append(event)));
    await journal.close();

    expect((await read()).events.map(({ event }) => event)).toEqual(events);
  });

  it('is never written over', async () => {
    await written();

    await expect(createJournal({ path, lock, now })).rejects.toMatchObject({ code: 'EEXIST' });
  });

  it('leaves a torn last line out, and goes on in its place', async () => {
    await written();
    await appendFile(path, '{"v":1,"seq":4,"prev":"');

    const journal = await continueJournal({ path, now, read: await read() });
    await journal.append({ type: 'resumed', at: 9 });
    await journal.close();

    expect((await read()).events.map(({ event }) => event)).toEqual([...events, { type: 'resumed', at: 9 }]);
  });

  it('refuses an edited line with its number', async () => {
    const text = await written();
    await writeFile(path, text.replace('Releases-7', 'Releases-8'));

    const reading = await readJournal(path);

    // Line 3 was edited; the line after it no longer follows.
    expect(reading).toMatchObject({
      ok: false,
      code: 'journal-damaged',
      message: expect.stringContaining(`${path}:4:`),
    });
  });

  it.each([1, 2, 3])('refuses a journal without its line %i', async (number) => {
    const lines = (await written()).split('\n');
    await writeFile(path, lines.toSpliced(number - 1, 1).join('\n'));

    expect(await readJournal(path)).toMatchObject({
      ok: false,
      code: 'journal-damaged',
      message: expect.stringContaining(`:${number}:`),
    });
  });

  it('says so when it is not there', async () => {
    expect(await readJournal(path)).toEqual({ ok: false, code: 'no-journal', message: `no journal at ${path}` });
  });
});
