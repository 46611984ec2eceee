import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerAll, friday, isAsked, posted, runOf, stays, undisturbed } from './faults/friday-story.ts';
import { openStory, type Story } from './support/story.ts';

/** A train of its own key, which waits for nobody. */
const nightly = `version: 1
train: nightly
environments: [Development, Staging]
cars:
  - project: Merchants/kyc-service
    release: { version: 1.1.0, create: ifMissing }
`;
const hourMs = 3_600_000;

let story: Story;
beforeEach(async () => {
  story = await openStory();
});
afterEach(() => story.close());

/** One pass every half minute, as a timer has it, until all have come to their end; what each ended with. */
async function tickToEnd(flags: readonly string[] = []): Promise<readonly number[]> {
  const codes: number[] = [];
  while (codes.at(-1) !== 0 && codes.length < 100) {
    codes.push((await story.ran(['tick', ...flags])).code);
    await story.pass(30_000);
  }
  return codes;
}

describe('a pass', () => {
  it('without an open run is no trouble, before the first train and after it', async () => {
    const before = await story.ran(['tick', '--all']);

    expect(before).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('no open run') });
  });

  it('brings a run on as far as it can at once and ends with 3; pass after pass it comes to its end, and then there is none', async () => {
    await story.ran(friday);
    const run = runOf(story);
    answerAll(story);

    const codes = await tickToEnd();
    const after = await story.ran(['tick']);
    const report = await story.ran(['report', run]);

    expect(new Set(codes)).toEqual(new Set([3, 0]));
    expect(posted(story)).toHaveLength(undisturbed);
    expect(after).toMatchObject({ code: 0, stderr: expect.stringContaining('no open run') });
    expect(report.stdout).toContain('done: 9 stops');
  });

  it('says as JSON how each run stands and when it wants to be looked at again', async () => {
    await story.ran(friday);
    const run = runOf(story);

    const waiting = await story.ran(['tick', '--json']);

    expect(waiting.code).toBe(3);
    const last = JSON.parse(waiting.stdout.trimEnd().split('\n').at(-1) ?? '');
    expect(last).toMatchObject({ schema: 1, run, state: 'waiting', exit: 3 });
  });

  it('leaves a run alone that another process drives: one with 75, all without trouble', async () => {
    const riding = story.train(stays, { machine: 'elsewhere' });
    await story.until(() => isAsked(story));
    const run = runOf(story);

    const one = await story.ran(['tick', run]);
    const all = await story.ran(['tick', '--all']);
    riding.interrupt();
    await riding.ended;

    expect(one).toMatchObject({ code: 75, stdout: expect.stringContaining(`${run}  left alone`) });
    expect(all).toMatchObject({ code: 0, stdout: expect.stringContaining(`${run}  left alone`) });
  });

  it('over all brings on runs that only the server knows of', async () => {
    await story.ran(friday, { machine: 'elsewhere' });
    const run = runOf(story);
    answerAll(story);
    await story.pass(30_000);

    const codes = await tickToEnd(['--all']);
    const report = await story.ran(['report', run]);

    expect(codes.at(-1)).toBe(0);
    expect(posted(story)).toHaveLength(undisturbed);
    expect(report.stdout).toContain('done: 9 stops');
  });
});

describe('passes for a while', () => {
  it('drive all runs side by side, take up what is begun meanwhile, and end when each has come to its end', async () => {
    await story.write('nightly.yaml', nightly);
    await story.ran(friday);
    answerAll(story);
    const ticking = story.train(['tick', '--all', '--for', '1h']);
    await story.pass(60_000);
    const began = story.train(['nightly.yaml'], { machine: 'elsewhere' });
    await story.pass(2_000);
    began.interrupt();

    await story.until(ticking.isOver);
    const { code, stdout } = await ticking.ended;

    expect((await began.ended).code).toBe(130);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^friday-\S+ {2}has come to its end$/m);
    expect(stdout).toMatch(/^nightly-\S+ {2}has come to its end$/m);
    expect(posted(story).filter((line) => !line.startsWith('kyc-service'))).toHaveLength(undisturbed);
    expect(posted(story).filter((line) => line.startsWith('kyc-service'))).toHaveLength(2);
  });

  it('end with 3 when the time is over and a run still waits, and with 130 on Ctrl-C', async () => {
    await story.ran(friday);

    const startMs = story.server.clock.now();
    const timed = await story.ran(['tick', '--for', '1h']);
    const tookMs = story.server.clock.now() - startMs;
    const left = story.train(['tick', '--for', '1h']);
    await story.pass(60_000);
    left.interrupt();

    expect(timed.code).toBe(3);
    expect(tookMs).toBeGreaterThanOrEqual(hourMs);
    expect((await left.ended).code).toBe(130);
  });
});
