import { renderTable } from '@octotrain/command-line';
import { finpayDeployAddress } from '@octotrain/lab-config';
import { createEmulator, type Emulator, programGit, virtualClock } from '@octotrain/octopus-emulator';
import { beforeAll, describe, expect, it } from 'vitest';
import { fridayMorning } from '../support/friday-world.ts';
import type { Action } from './action.ts';
import { actions } from './actions.ts';
import { asking } from './asking.ts';
import { beginDeployment } from './executions.ts';

const people = ['sarah.chen', 'marcus.webb', 'priya.sharma', 'alex.rivera', 'nina.okafor', 'friday-train'] as const;
type Person = (typeof people)[number];

/** What came of each action for each person: whether the server let them. */
const outcomes = new Map<Action, Map<Person, boolean>>();

beforeAll(async () => {
  const { state, repository } = await fridayMorning();
  const git = programGit({ [finpayDeployAddress]: repository });
  for (const person of people) {
    const clock = virtualClock(Date.now());
    const emulator = await createEmulator({ state, clock, git });
    await ask(emulator, person, () => clock.advance(60_000));
  }
}, 60_000);

async function ask(emulator: Emulator, person: Person, wait: () => void): Promise<void> {
  const [admin, somebody] = [asking(emulator), asking(emulator, person)];
  await beginDeployment(admin);
  wait();
  for (const action of actions) {
    const { status, body } = await action.attempt(somebody, admin);
    if (status >= 300 && status !== 403)
      throw new Error(`${person}: ${action.what} (${action.space}): ${status} ${JSON.stringify(body)}`);
    const byPerson = outcomes.get(action) ?? new Map<Person, boolean>();
    outcomes.set(action, byPerson.set(person, status < 300));
  }
}

/** What a person may and may not, of the actions that are asked about. */
function mayDo(
  person: Person,
  about: (action: Action) => boolean,
): { may: readonly string[]; mayNot: readonly string[] } {
  const asked = actions.filter(about);
  const titles = (isAllowed: boolean) =>
    asked.filter((action) => outcomes.get(action)?.get(person) === isAllowed).map(({ what }) => what);
  return { may: titles(true), mayNot: titles(false) };
}

it('is as the lab wants it, person by person and action by action', async () => {
  const rows = actions.map((action) => {
    const cells = people.map((person) => (outcomes.get(action)?.get(person) ? 'yes' : '-'));
    return [action.space ?? 'server', action.what, ...cells];
  });
  const columns = ['where', 'what', ...people].map((heading) => ({ heading }));
  const table = renderTable({ columns, rows, width: 200 });

  await expect(`${table}\n`).toMatchFileSnapshot('who-may-do-what.txt');
});

describe('Alex, a junior developer of Payments,', () => {
  const alex = (about: (action: Action) => boolean) => mayDo('alex.rivera', about);

  it('deploys to Development and Staging, and not to Production', () => {
    expect(alex(({ sort, space }) => sort === 'deploy' && space === 'Payments')).toEqual({
      may: ['deploy payments-api to Development', 'deploy payments-api to Staging'],
      mayNot: ['deploy payments-api to Production'],
    });
  });

  it('restarts fraud-detector by its runbook in Staging, and answers nothing', () => {
    expect(alex(({ sort }) => sort === 'run' || sort === 'answer')).toEqual({
      may: ['restart fraud-detector in Staging'],
      mayNot: ['restart fraud-detector in Production', "answer the Risk Team's question"],
    });
  });

  it('changes nothing, anywhere: each kind of write is refused', () => {
    const { may, mayNot } = alex(({ sort }) => sort === 'write' || sort === 'administer');

    expect(may).toEqual([]);
    expect(mayNot.length).toBeGreaterThan(45);
  });

  it('sees Payments, and nothing of other spaces', () => {
    expect(alex(({ sort, space }) => sort === 'look' && space === 'Payments').mayNot).toEqual([]);
    expect(alex(({ sort, space }) => sort === 'look' && space !== 'Payments').may).toEqual([]);
  });
});

describe.each([
  { person: 'marcus.webb', own: 'Payments', other: 'Merchants' },
  { person: 'priya.sharma', own: 'Merchants', other: 'Payments' },
] as const)('$person, who leads $own,', ({ person, own, other }) => {
  const changes = ({ sort }: Action) => sort === 'write' || sort === 'deploy';

  it('does everything in their own space', () => {
    expect(
      mayDo(person, (action) => action.space === own && (changes(action) || action.sort === 'look')).mayNot,
    ).toEqual([]);
  });

  it.each([other, 'Platform'])('looks at %s, and is refused every change there', (space) => {
    expect(mayDo(person, (action) => action.space === space && action.sort === 'look').mayNot).toEqual([]);
    expect(mayDo(person, (action) => action.space === space && changes(action)).may).toEqual([]);
  });

  it('does not administer the server', () => {
    expect(mayDo(person, ({ sort }) => sort === 'administer').may).toEqual([]);
  });
});

it('lets the platform lead do everything everywhere', () => {
  expect(mayDo('sarah.chen', () => true).mayNot).toEqual([]);
});

it('lets the account of trains deploy, run and record, and neither answer nor configure', () => {
  const { may, mayNot } = mayDo('friday-train', ({ sort }) => sort !== 'look');

  expect(new Set(may.map((what) => what.split(' ')[0]))).toEqual(new Set(['deploy', 'create', 'restart']));
  expect(may.filter((what) => what.startsWith('create'))).toEqual(may.filter((what) => what === 'create a release'));
  expect(mayNot).toContain("answer the Risk Team's question");
});
