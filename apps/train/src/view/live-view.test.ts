import { textWidth } from '@octotrain/command-line';
import { describe, expect, test } from 'vitest';
import type { RunRecord } from '../report/run-record.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { liveFrame } from './live-frame.ts';
import { createLiveView } from './live-view.ts';
import { fridayPlan, plainLook, play } from './test-support.ts';

const manyGates = () =>
  play({
    plan: fridayPlan((file) =>
      file
        .replaceAll(/after: \S+/g, 'after: []')
        .replace('gates:\n', 'gates:\n  Staging:\n    - approval: { teams: [Risk Team], through: runbook }\n'),
    ),
  });

function frame(record: RunRecord, columns: number, rows: number): string {
  return liveFrame({ record, look: plainLook(columns), rows, now: record.state.now }).join('\n');
}

describe('the picture of a running train', () => {
  test('shows cars and environments, and last how to answer the gate', () => {
    expect(frame(play({ answers: 1 }), 100, 40)).toMatchInlineSnapshot(`
      "friday · 5 of 9 stops · 31 s · run friday-20261123-k4t9qz
                       Development   Staging       Production
      payments-api     ✔ 1.1.0       ✔ 1.1.0       ✔ 1.1.0
      fraud-detector   ✔ 1.1.0       ✔ 1.1.0       ⏸ waiting
      merchant-portal
        Acme Corp      · 1.0.0       · 1.0.0       · 1.0.0
      waiting  fraud-detector → Production: approval by Risk Team (1 of 1 missing), since 14:00 UTC, plan
               7f3a91
               by:       a member of Risk Team, not alex.rivera
               answer:   pnpm train approve friday-20261123-k4t9qz --notes "…""
    `);
  });

  test('folds at 60 columns', () => {
    expect(frame(play({ answers: 1 }), 60, 40)).toMatchInlineSnapshot(`
      "friday · 5 of 9 stops · 31 s · run friday-20261123-k4t9qz
                       Development   Staging       Production
      payments-api     ✔ 1.1.0       ✔ 1.1.0       ✔ 1.1.0
      fraud-detector   ✔ 1.1.0       ✔ 1.1.0       ⏸ waiting
      merchant-portal
        Acme Corp      · 1.0.0       · 1.0.0       · 1.0.0
      waiting  fraud-detector → Production: approval by Risk Team
               (1 of 1 missing), since 14:00 UTC, plan 7f3a91
               by:       a member of Risk Team, not alex.rivera
               answer:
        pnpm train approve friday-20261123-k4t9qz --notes "…""
    `);
  });

  test('drops the table before anything that a person must answer', () => {
    expect(frame(manyGates(), 100, 8)).toMatchInlineSnapshot(`
      "friday · 3 of 9 stops · 8 s · run friday-20261123-k4t9qz
      ⏸ fraud-detector → Staging: also waits for Risk Team
      ⏸ merchant-portal → Staging: also waits for Risk Team
      waiting  payments-api → Staging: approval by Risk Team (1 of 1 missing), since 14:00 UTC, plan
               7f3a91
               by:       a member of Risk Team, not alex.rivera
               answer:
        pnpm train approve friday-20261123-k4t9qz --gate payments-api/Staging/approval-1 --notes "…""
    `);
  });

  test.each([
    [100, 40],
    [100, 6],
    [60, 12],
    [60, 3],
    [40, 2],
  ])('keeps to %i columns and %i rows, the command as its last line', (columns, rows) => {
    const lines = frame(manyGates(), columns, rows).split('\n');

    expect(lines.length).toBeLessThanOrEqual(rows);
    expect(lines.at(-1)).toContain('pnpm train approve friday-20261123-k4t9qz');
    for (const line of lines.filter((each) => !each.includes('pnpm train')))
      expect(textWidth(line)).toBeLessThanOrEqual(columns);
  });
});

describe('the live view', () => {
  test('redraws in place and lets lines scroll above the picture', () => {
    const terminal = fakeTerminal({ columns: 80, rows: 20 });
    const view = createLiveView({ stream: terminal.stream, look: plainLook() });
    const record = play();

    view.draw(record, record.state.now);
    view.print('✔ payments-api Development');
    view.draw(record, record.state.now + 5_000);
    view.end();

    expect(terminal.all()).toMatchInlineSnapshot(`
      "✔ payments-api Development
      friday · 2 of 9 stops · 19 s · run friday-20261123-k4t9qz
                       Development   Staging       Production
      payments-api     ✔ 1.1.0       ✔ 1.1.0       ⏸ waiting
      fraud-detector   · 1.0.0       · 1.0.0       · 1.0.0
      merchant-portal
        Acme Corp      · 1.0.0       · 1.0.0       · 1.0.0
      waiting  payments-api → Production: approval by Risk Team (1 of 1 missing),
               since 14:00 UTC, plan 7f3a91
               by:       a member of Risk Team, not alex.rivera
               answer:   pnpm train approve friday-20261123-k4t9qz --notes "…""
    `);
  });

  test('folds what it prints between words', () => {
    const terminal = fakeTerminal({ columns: 40, rows: 20 });
    const view = createLiveView({ stream: terminal.stream, look: plainLook() });

    view.print('✔ payments-api    Production    approved by Marcus Webb');

    expect(terminal.all()).toBe('✔ payments-api    Production    approved\n    by Marcus Webb');
  });

  test('keeps the answer on a small screen, however many lines are printed', () => {
    const terminal = fakeTerminal({ columns: 60, rows: 10 });
    const view = createLiveView({ stream: terminal.stream, look: plainLook() });
    const record = manyGates();

    for (let line = 0; line < 50; line++) {
      view.print(`line ${line}`);
      view.draw(record, record.state.now + line * 1_000);
    }

    expect(terminal.visible().join('\n')).toContain('pnpm train approve friday-20261123-k4t9qz');
    expect(terminal.all().match(/pnpm train approve/g)).toHaveLength(1);
  });

  test('hides the cursor while it draws and gives it back, once', () => {
    const terminal = fakeTerminal({ columns: 80, rows: 20 });
    const view = createLiveView({ stream: terminal.stream, look: plainLook() });
    const record = play();

    view.draw(record, record.state.now);
    expect(terminal.cursorIsShown()).toBe(false);
    view.end();
    expect(terminal.cursorIsShown()).toBe(true);

    const seen = terminal.all();
    view.end();
    view.draw(record, record.state.now + 9_000);
    expect(terminal.all()).toBe(seen);
    view.print('interrupted');
    expect(terminal.all()).toBe(`${seen}\ninterrupted`);
  });

  test('leaves the terminal alone when nothing was drawn', () => {
    const terminal = fakeTerminal({ columns: 80, rows: 20 });

    createLiveView({ stream: terminal.stream, look: plainLook() }).end();

    expect(terminal.all()).toBe('');
    expect(terminal.cursorIsShown()).toBe(true);
  });
});
