import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planHash, play, runId } from '../view/test-support.ts';
import { writeReports } from './write-reports.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reports-'));
});
afterEach(() => rm(folder, { recursive: true }));

function sessionOf(rehearsal: boolean) {
  const { plan, state, events } = play({ answers: 3 });
  const file = { file: 'friday.yaml', fileHash: 'f00', server: 'http://127.0.0.1:4711', rehearsal, startedAt: 0 };
  return { plan, events, state: () => state, lock: { run: runId, plan, planHash, settings: state.settings, ...file } };
}

describe('the reports of a run', () => {
  test('are three files and nothing half-written beside them', async () => {
    await writeReports({ folder, session: sessionOf(false) });
    await writeReports({ folder, session: sessionOf(false) });

    expect((await readdir(folder)).toSorted()).toEqual(['report.html', 'report.json', 'report.md']);
    const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'));
    expect(report).toMatchObject({ schema: 1, run: runId, outcome: 'done', server: 'http://127.0.0.1:4711' });
  });

  test('of a rehearsal name no server and link to none', async () => {
    await writeReports({ folder, session: sessionOf(true) });

    for (const name of await readdir(folder)) {
      const text = await readFile(join(folder, name), 'utf8');
      expect(text).toMatch(/rehearsal/i);
      expect(text).not.toContain('127.0.0.1');
    }
  });
});
