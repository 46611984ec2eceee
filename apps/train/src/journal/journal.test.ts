import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent } from '@octotrain/train-engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stateFolder } from '../run/run-folder.ts';
import { fileShelf } from './file-shelf.ts';
import type { RunLock } from './lock-record.ts';
import type { ReadJournal } from './read-journal.ts';
import { continueJournal, createJournal, type JournalShelf } from './shelf.ts';

// The journal carries the lock without looking into it.
const lock = { run: 'friday-20261123-abcdef', file: 'friday.yaml' } as RunLock;
const now = () => '2026-11-23T09:00:00.000Z';
const events: readonly RunEvent[] = [
  { type: 'resumed', at: 1 },
  { type: 'release', car: 'payments-api', releaseId: 'Releases-7', created: true, at: 2 },
  { type: 'finished', outcome: 'done', at: 3 },
];

const here = { machine: 'this-one', host: 'build-7', fence: 3 };

let folder: string;
let path: string;
let shelf: JournalShelf;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
  shelf = fileShelf(stateFolder(folder));
  path = stateFolder(folder).journalPath(lock.run);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function written(): Promise<string> {
  const journal = await createJournal({ shelf, lock, segment: { ...here, from: 'start' }, now });
  for (const event of events) await journal.append(event);
  await journal.durable();
  await journal.close();
  return readFile(path, 'utf8');
}

async function read(): Promise<ReadJournal> {
  const reading = await shelf.read(lock.run);
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
    const journal = await createJournal({ shelf, lock, segment: { ...here, from: 'start' }, now });
    await Promise.all(events.map((event) => journal.append(event)));
    await journal.close();

    expect((await read()).events.map(({ event }) => event)).toEqual(events);
  });

  it('is never written over', async () => {
    await written();

    await expect(createJournal({ shelf, lock, segment: { ...here, from: 'start' }, now })).rejects.toMatchObject({
      name: 'JournalTrouble',
      message: expect.stringContaining(path),
    });
  });

  it('leaves a torn last line out, and goes on in its place', async () => {
    await written();
    await appendFile(path, '{"v":1,"seq":4,"prev":"');

    const journal = await continueJournal({ shelf, now, read: await read(), segment: here, blind: false });
    await journal.append({ type: 'resumed', at: 9 });
    await journal.close();

    expect((await read()).events.map(({ event }) => event)).toEqual([...events, { type: 'resumed', at: 9 }]);
  });

  it.each([
    ['friday.yaml', 'monday.yaml', 1],
    ['"type":"resumed"', '"type":"posted"', 2],
    ['Releases-7', 'Releases-8', 3],
  ])('refuses the edited line: %s for %s', async (was, is, number) => {
    const text = await written();
    await writeFile(path, text.replace(was, is));

    expect(await shelf.read(lock.run)).toMatchObject({
      ok: false,
      code: 'journal-damaged',
      message: expect.stringContaining(`${path}:${number}:`),
    });
  });

  it('refuses a line whose place in the chain was edited', async () => {
    const lines = (await written()).split('\n');
    const forged = (lines[2] ?? '').replace(/"prev":"[0-9a-f]{8}/, '"prev":"00000000');
    await writeFile(path, lines.with(2, forged).join('\n'));

    expect(await shelf.read(lock.run)).toMatchObject({ ok: false, message: expect.stringContaining(`${path}:3:`) });
  });

  it.each([1, 2, 3])('refuses a journal without its line %i', async (number) => {
    const lines = (await written()).split('\n');
    await writeFile(path, lines.toSpliced(number - 1, 1).join('\n'));

    expect(await shelf.read(lock.run)).toMatchObject({
      ok: false,
      code: 'journal-damaged',
      message: expect.stringContaining(`:${number}:`),
    });
  });

  it('tells which machine wrote which part', async () => {
    await written();
    const there = { machine: 'another', host: 'build-8', fence: 4 };
    for (const segment of [here, there, there]) {
      const journal = await continueJournal({ shelf, now, read: await read(), segment, blind: false });
      await journal.append({ type: 'time', at: 9 });
      await journal.close();
    }

    expect((await read()).segments).toEqual([
      { ...here, from: 'start', line: 1 },
      { ...there, from: 'journal', line: 6 },
    ]);
  });

  it('is not written by two: who read it before the other wrote is refused, and writes nothing more', async () => {
    await written();
    const [one, two] = [await read(), await read()];
    const first = await continueJournal({ shelf, now, read: one, segment: here, blind: false });
    const second = await continueJournal({ shelf, now, read: two, segment: here, blind: false });
    await first.append({ type: 'time', at: 9 });

    const late = second.append({ type: 'time', at: 10 });

    await expect(late).rejects.toMatchObject({ name: 'JournalTrouble', code: 'moved-on' });
    await expect(second.append({ type: 'time', at: 11 })).rejects.toMatchObject({ code: 'moved-on' });
    await Promise.all([first.close(), second.close()]);
    expect((await read()).events).toHaveLength(events.length + 1);
  });

  it('says so when it is not there', async () => {
    expect(await shelf.read(lock.run)).toEqual({ ok: false, code: 'no-journal', message: `no journal at ${path}` });
  });
});
