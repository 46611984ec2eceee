import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FridayWorld, openFriday } from './support/friday-world.ts';
import { trainIn } from './support/ride.ts';
import { added, standings } from './support/standing.ts';

const friday = ['friday.yaml', '--requested-by', 'alex.rivera'];
/** A machine of its own, as far as a train can tell. */
const other = ['--state', 'another-machine'];

let world: FridayWorld;

beforeEach(async () => {
  world = await openFriday();
});
afterEach(() => world.close());

async function runOf(state = '.octotrain'): Promise<string> {
  const [run] = await readdir(join(world.folder, state, 'runs'));
  return run ?? '';
}

/** Answers yes to all that the run asks, as soon as the journal knows of it. */
async function approve(run: string, state: readonly string[] = []) {
  const argv = ['approve', run, '--notes', 'looks good', '--all', ...state];
  let ran = await trainIn(world, argv, { as: 'marcus.webb' });
  for (let tries = 0; ran.code !== 0 && tries < 50; tries++) ran = await trainIn(world, argv, { as: 'marcus.webb' });
  return ran;
}

/** The variable that keeps Friday's lock, as the server has it. */
function lockValue(): Record<string, unknown> {
  const sets = world.emulator.world.store.all('Variables');
  const variable = sets.flatMap((set) => set.Variables).find(({ Name }) => Name === 'Train.Lock[friday]');
  return JSON.parse(variable?.Value ?? '{}');
}

describe('a run that waits', () => {
  it('is kept as a release of `Release Trains`, and its key as a variable that names nobody', async () => {
    const ran = await trainIn(world, friday);
    const run = await runOf();

    expect(ran.code).toBe(3);
    const release = world.emulator.world.store.all('Releases').find(({ Version }) => Version === run);
    expect(release?.ReleaseNotes).toMatch(
      /^Run of the release train \*\*friday\*\*.*asked for by Alex Rivera: 9 stops/,
    );
    expect(release?.ReleaseNotes).not.toContain(world.env.OCTOPUS_API_KEY);
    expect(lockValue()).toMatchObject({ run, holder: null, halted: null, left: { run, outcome: null } });
  });

  it('goes on from the server alone on a machine that has no journal, and does nothing twice', async () => {
    const before = await standings(world.as('admin'));
    await trainIn(world, friday);
    const run = await runOf();
    await rm(join(world.folder, '.octotrain'), { recursive: true });

    let ran = await trainIn(world, ['resume', ...other]);
    expect(ran.stderr).toContain(`run ${run} has no journal here: it goes on from what the server keeps of it`);
    for (let legs = 0; ran.code === 3 && legs < 10; legs++) {
      await approve(run, other);
      ran = await trainIn(world, ['resume', ...other]);
    }

    expect(ran.code).toBe(0);
    expect(await runOf('another-machine')).toBe(run);
    expect(added(before, await standings(world.as('admin')))).toHaveLength(13);
    expect(lockValue()).toMatchObject({ run: null, left: { run, outcome: 'done' } });
  });

  it('goes on when the same file is run on another machine; another plan is refused with 75 and the way to go on', async () => {
    await trainIn(world, friday);
    const run = await runOf();

    const again = await trainIn(world, [...friday, ...other]);
    const changed = await trainIn(world, ['friday.yaml', '--requested-by', 'nina.okafor', '--state', 'a-third']);

    expect(again.code).toBe(3);
    expect(again.stderr).toContain(`going on with the open run ${run} of the same file`);
    expect(changed.code).toBe(75);
    expect(changed.stderr.trimEnd().split('\n').at(-1)).toBe(`resume     pnpm train resume ${run} --state a-third`);
  });

  it('can be looked at and answered where there is no journal, by those who may', async () => {
    await trainIn(world, friday);
    const run = await runOf();

    const status = await trainIn(world, ['status', run, '--state', 'nowhere']);
    const refused = await trainIn(world, ['approve', run, '--notes', 'me', '--state', 'nowhere'], {
      as: 'alex.rivera',
    });
    const approved = await approve(run, ['--state', 'nowhere']);
    const resumed = await trainIn(world, ['resume']);

    expect(status.code).toBe(0);
    expect(status.stdout).toContain('waiting  payments-api → Production: approval by Risk Team');
    // The requester does not even see the space where the run is kept.
    expect(refused.code).toBe(64);
    expect(approved.code).toBe(0);
    expect(resumed.stdout).toContain('approved by Marcus Webb');
    await expect(readdir(join(world.folder, 'nowhere', 'runs'))).rejects.toThrow('ENOENT');
  });

  it('that came to its end elsewhere ends here too, and the next train begins anew', async () => {
    await trainIn(world, friday);
    const run = await runOf();
    for (let legs = 0, code = 3; code === 3 && legs < 10; legs++) {
      await approve(run, other);
      code = (await trainIn(world, ['resume', run, ...other])).code;
    }

    const late = await trainIn(world, ['resume', run]);
    const next = await trainIn(world, friday);

    expect(late).toMatchObject({ code: 0, stderr: expect.stringContaining(`run ${run} came to its end on`) });
    expect(next).toMatchObject({ code: 0, stderr: expect.stringContaining('nothing to do') });
  });
});

describe('a train that is driven', () => {
  /** Starts Friday's train and leaves it at its gate, with the process still there. */
  function startWaiting(signal: AbortController) {
    return trainIn(world, [...friday, '--wait', '10m'], { signal: signal.signal });
  }

  async function untilWaiting(): Promise<void> {
    await expect
      .poll(() => world.emulator.world.store.all('Interruptions').some(({ IsPending }) => IsPending), {
        timeout: 15_000,
      })
      .toBe(true);
  }

  it('is held for all others: 75, with who has it, and nothing is sent', async () => {
    const leaving = new AbortController();
    const first = startWaiting(leaving);
    await untilWaiting();

    const second = await trainIn(world, ['resume', ...other]);
    leaving.abort();

    expect(second.code).toBe(75);
    expect(second.stderr).toMatch(
      /train friday is held by process \d+ on .* \(train .*friday\.yaml\): one run at a time/,
    );
    expect((await first).code).toBe(130);
  });

  it('can be taken over by a person who says that its process is gone; that one stops before its next write', async () => {
    const leaving = new AbortController();
    const first = startWaiting(leaving);
    await untilWaiting();
    const run = await runOf();

    const second = await trainIn(world, ['resume', run, '--take-over', ...other]);
    await approve(run, other);
    const ended = await first;

    expect(second.code).toBe(3);
    expect(ended.code).toBe(75);
    expect(ended.stderr).toContain('nothing more is sent from here');
    expect(world.emulator.world.store.all('Releases').filter(({ Version }) => Version === '1.1.0')).toHaveLength(1);
  });

  it('stops before its next write when it is halted, with 5 and who did it, and goes on when it is let go', async () => {
    const leaving = new AbortController();
    const first = startWaiting(leaving);
    await untilWaiting();
    const run = await runOf();

    const halted = await trainIn(world, ['halt', 'friday', '--notes', 'the database is down'], { as: 'admin' });
    await approve(run);
    const ended = await first;
    const again = await trainIn(world, friday);
    const let_go = await trainIn(world, ['unhalt', 'friday'], { as: 'admin' });
    const resumed = await trainIn(world, ['resume', run]);

    expect(halted).toMatchObject({ code: 0, stdout: expect.stringContaining('stops before its next write') });
    expect(ended.code).toBe(5);
    expect(ended.stderr).toMatch(/train friday was halted by .* at .*: the database is down/);
    expect(again).toMatchObject({ code: 5, stderr: expect.stringContaining('pnpm train unhalt friday') });
    expect(let_go).toMatchObject({ code: 0, stderr: expect.stringContaining(`pnpm train resume ${run}`) });
    expect(resumed.code).toBe(3);
  });
});

describe('a key', () => {
  it('is halted before its first train, by people who may; a misspelt one is suggested', async () => {
    await trainIn(world, friday);

    const forbidden = await trainIn(world, ['halt', 'friday', '--notes', 'no'], { as: 'marcus.webb' });
    const misspelt = await trainIn(world, ['halt', 'fridy', '--notes', 'stop'], { as: 'admin' });
    const silent = await trainIn(world, ['halt', 'friday', '--notes', '  '], { as: 'admin' });

    expect(forbidden.code).toBe(4);
    expect(misspelt).toMatchObject({ code: 0, stderr: expect.stringContaining('did you mean `friday`?') });
    expect(silent.code).toBe(64);
  });
});

describe('a record that somebody edited', () => {
  it('is refused where it would be gone on with, and nothing is sent', async () => {
    await trainIn(world, friday);
    const run = await runOf();
    const { store } = world.emulator.world;
    const release = store.all('Releases').find(({ Version }) => Version === run);
    if (!release) throw new Error('the run is not kept');
    store.put('Releases', { ...release, ReleaseNotes: (release.ReleaseNotes ?? '').replaceAll('1.1.0', '6.6.6') });

    const ran = await trainIn(world, ['resume', run, ...other]);

    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain(`release ${run} holds another plan than its hash says`);
  });
});

describe('a server that keeps no record of trains', () => {
  it('runs a train on its journal alone, and the plan says what is missing; `init` sets it up', async () => {
    const { store } = world.emulator.world;
    const project = store.all('Projects').find(({ Name }) => Name === 'Release Trains');
    if (!project) throw new Error('the lab has the project');
    store.put('Projects', { ...project, Name: 'Trains of old', Slug: 'trains-of-old' });
    await writeFile(
      join(world.folder, 'quiet.yaml'),
      `version: 1\ntrain: quiet\nenvironments: [Development]\ncars:\n  - project: Payments/fraud-detector\n    release: { version: 1.1.0, create: ifMissing }\n`,
    );

    const planned = await trainIn(world, ['plan', 'quiet.yaml']);
    const made = await trainIn(world, ['init', '--space', 'Platform', '--team', 'Risk Team'], { as: 'admin' });
    const again = await trainIn(world, ['init', '--space', 'Platform'], { as: 'admin' });
    const elsewhere = await trainIn(world, ['init', '--space', 'Payments'], { as: 'admin' });

    expect(planned).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('this server keeps no record of trains'),
    });
    expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining('+ project Release Trains') });
    expect(made.stderr).toContain('it can ask for approval: Risk Team');
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('as trains need it') });
    expect(again.stderr).toContain('it can ask for approval: Risk Team');
    expect(elsewhere).toMatchObject({ code: 64, stderr: expect.stringContaining('is in space Platform already') });
    // The train's account has rights on the old project only; an administrator runs it.
    const ran = await trainIn(world, ['quiet.yaml'], { as: 'admin' });
    expect(ran.code).toBe(0);
    const run = await runOf();
    expect(store.all('Releases').some(({ Version }) => Version === run)).toBe(true);
  });
});

describe('a folder that cannot be written', () => {
  it('is told with 74 before the server is asked anything', async () => {
    await writeFile(join(world.folder, 'a-file'), '');
    const requests = world.emulator.world.store.all('Events').length;

    const ran = await trainIn(world, [...friday, '--state', 'a-file']);

    expect(ran.code).toBe(74);
    expect(ran.stderr).toMatch(/a-file.* cannot be written: a part of its path is a file/);
    expect(ran.stderr).not.toContain('on the Octopus server');
    expect(world.emulator.world.store.all('Events')).toHaveLength(requests);
  });
});

describe('the proof of a run', () => {
  it('holds for a run that went from machine to machine with its journal, and names the line that was edited', async () => {
    await trainIn(world, friday);
    const run = await runOf();
    await approve(run);
    await trainIn(world, ['resume', run]);
    const journal = join(world.folder, '.octotrain', 'runs', run, 'journal.jsonl');
    const text = await readFile(journal, 'utf8');

    const good = await trainIn(world, ['verify', run, '--json']);
    await writeFile(journal, text.replace('"by":"Marcus', '"by":"Somebody').replace('looks good', 'looks grim'));
    const edited = await trainIn(world, ['verify', run]);
    const lines = text.trimEnd().split('\n');
    await writeFile(journal, `${lines.slice(0, -1).join('\n')}\n`);
    const cut = await trainIn(world, ['verify', run]);

    expect(good.code).toBe(0);
    expect(JSON.parse(good.stdout)).toMatchObject({ verdict: 'proven', run });
    expect(edited).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/journal\.jsonl:\d+: this line is not what was written/),
    });
    expect(cut).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('the last lines are not those with which the run was left'),
    });
  });
});
