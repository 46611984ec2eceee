import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, endPrograms, runBuilt, startProgram } from './support/programs.ts';

const resumeLine = /^resume +pnpm train resume friday-\d{8}-[a-z2-7]{6}$/m;
const firstStop = /payments-api +Development +1\.1\.0 succeeded/;
/** Promised of a laptop; two busy cores take half of it. */
const trainLimitMs = 10_000;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octotrain-rehearsal-'));
});
afterEach(async () => {
  await endPrograms();
  await rm(folder, { recursive: true, force: true });
});

function start(...argv: string[]) {
  return startProgram('train', { argv, cwd: folder });
}

function train(...argv: string[]): Promise<Ended> {
  return runBuilt('train', { argv, cwd: folder });
}

/** What the latest run says of itself. */
async function latestReport() {
  const told = await train('report', '--json');
  return JSON.parse(told.stdout) as {
    run: string;
    outcome: string;
    durationMs: number;
    stops: { from: string | null; to: string }[];
    approvals: { by: string }[];
    totals: { stops: number; deployments: number };
  }; // as `reportJson` writes it
}

describe('slow, for each makes its own world: a rehearsal in an empty folder', () => {
  it('runs Friday’s train in under ten seconds after start-up, and has nothing to do the second time', async () => {
    const first = await train('friday.yaml');
    const report = await latestReport();
    const again = await train('friday.yaml');

    expect(first).toMatchObject({ code: 0 });
    expect(first.stderr).toContain('rehearsal on the embedded Octopus server');
    expect(report).toMatchObject({ outcome: 'done', totals: { stops: 9, deployments: 11 } });
    expect(report.durationMs).toBeLessThan(trainLimitMs);
    expect(report.stops.every(({ from, to }) => from === '1.0.0' && to === '1.1.0')).toBe(true);
    expect(report.approvals).toHaveLength(3);
    expect(report.approvals.map(({ by }) => by)).not.toContain('Alex Rivera');
    expect(again).toMatchObject({ code: 0 });
    expect(again.stderr).toContain('nothing to do');
  });

  it('that is killed goes on when it is resumed, and --fresh begins anew', async () => {
    const killed = start('friday.yaml');
    await killed.said(firstStop);
    await killed.kill('SIGKILL');
    const secrets = ['server/journal-000001.jsonl', 'server/keys.json', 'server/kubeconfig', 'address.json'];
    const modes = await Promise.all(secrets.map(modeOf));

    const resumed = await train('resume');
    const report = await latestReport();
    const fresh = await train('friday.yaml', '--fresh');
    const later = await latestReport();

    if (process.platform !== 'win32') expect(modes).toEqual(secrets.map(() => 0o600));
    expect(resumed).toMatchObject({ code: 0 });
    expect(report).toMatchObject({ outcome: 'done', totals: { stops: 9, deployments: 11 } });
    expect(fresh).toMatchObject({ code: 0 });
    expect(later).toMatchObject({ outcome: 'done', totals: { stops: 9, deployments: 11 } });
    expect(later.run).not.toBe(report.run);
  });

  it('ends with 130 and the way back on Ctrl-C, and goes on when it is resumed', async () => {
    const running = start('friday.yaml');
    await running.said(firstStop);

    const ended = await running.kill('SIGINT');

    // From another process Windows knows no Ctrl-C: there this is a kill.
    if (process.platform !== 'win32') {
      expect(ended).toMatchObject({ code: 130 });
      expect(ended.stderr).toMatch(resumeLine);
    }
    expect(await train('resume')).toMatchObject({ code: 0 });
    expect(await latestReport()).toMatchObject({ outcome: 'done', totals: { stops: 9, deployments: 11 } });
  });

  it('waits for a real answer with --ask, which needs no key', async () => {
    const asked = await train('friday.yaml', '--ask');

    const approved = await train('approve', '--notes', 'the tests in Staging passed');
    const resumed = await train('resume');

    expect(asked).toMatchObject({ code: 3 });
    expect(asked.stdout.trimEnd().split('\n').at(-1)).toMatch(resumeLine);
    expect(approved).toMatchObject({ code: 0 });
    expect(approved.stdout).toMatch(/approved by (Marcus Webb|Nina Okafor)/);
    expect(resumed).toMatchObject({ code: 0 });
    expect(resumed.stdout).toContain('the tests in Staging passed');
  });

  it('takes the answer while it waits, from a second process', async () => {
    const waiting = start('friday.yaml', '--ask', '--wait', '50s');
    await waiting.said(resumeLine);

    const rejected = await train('reject', '--notes', 'not today');
    const ended = await waiting.ended;

    expect(rejected).toMatchObject({ code: 0 });
    expect(ended).toMatchObject({ code: 1 });
    expect(ended.stdout).toContain('not today');
  });
});

async function modeOf(file: string): Promise<number> {
  return (await stat(join(folder, '.octotrain', 'rehearsal', file))).mode & 0o777;
}
