import { describe, expect, test } from 'vitest';
import { reportModel } from '../report/model.ts';
import { annotations, jobSummary, outputLines } from './github.ts';
import { plainLook, play, type World } from './test-support.ts';

function tell(world: World) {
  const record = play(world);
  return { record, report: reportModel(record, { server: 'https://finpay.example' }), look: plainLook() };
}

describe('what GitHub is told', () => {
  test('a waiting train warns, with the answer and the way to go on', () => {
    expect(annotations(tell({})).join('\n')).toMatchInlineSnapshot(`
      "::warning title=payments-api → Production waits for Risk Team::pnpm train approve friday-20261123-k4t9qz --notes "…"%0Ahttps://finpay.example/app#/Spaces-1/tasks/ServerTasks-803%0Athen: pnpm train resume friday-20261123-k4t9qz
      ::notice title=friday::waiting: 9 stops, 0 approvals, 3 deployments, 0 failures, 6 not started in 14 s"
    `);
    expect(outputLines(tell({}))).toMatchInlineSnapshot(`
      "run=friday-20261123-k4t9qz
      outcome=waiting
      plan=7f3a91c2d4e5
      stops=9
      deployments=3
      approvals=0
      failures=0
      resume=pnpm train resume friday-20261123-k4t9qz
      "
    `);
  });

  test('a failed stop is an error whose text stays on one line', () => {
    const lines = annotations(tell({ taskFails: () => '100% broken,\r\nsee: log' }));

    expect(lines).toMatchInlineSnapshot(`
      [
        "::error title=payments-api → Development%3A failed::100%25 broken,%0D%0Asee: log%0Ahttps://finpay.example/app#/Spaces-1/tasks/ServerTasks-801",
      ]
    `);
  });

  test('a finished train has nothing to resume', () => {
    const friday = tell({ answers: 3 });

    expect(annotations(friday)).toHaveLength(1);
    expect(outputLines(friday)).toContain('outcome=done\n');
    expect(outputLines(friday)).toMatch(/^resume=$/m);
    expect(jobSummary(friday)).not.toContain('To go on');
  });

  test('the summary of an open run ends with the commands that go on', () => {
    expect(jobSummary(tell({})).split('\n').slice(-7)).toMatchInlineSnapshot(`
      [
        "### To go on",
        "",
        "\`\`\`",
        "pnpm train approve friday-20261123-k4t9qz --notes "…"",
        "pnpm train resume friday-20261123-k4t9qz",
        "\`\`\`",
        "",
      ]
    `);
  });
});
