import { requester, stranger, teams } from './catalogue.ts';
import { diceOf } from './dice.ts';
import type { JudgedWorld } from './world.ts';

type Way = 'yes' | 'stranger-first' | 'no' | 'requester' | 'never';

/** People who see questions on the server and answer them, each in their own time. */
export function makePeople(world: JudgedWorld): { look(): void } {
  const known = new Set<string>();
  let seen: unknown;
  function look(): void {
    const all = world.server.store().all('Interruptions');
    if (all === seen) return;
    seen = all;
    for (const each of all) {
      if (!each.IsPending || known.has(each.Id)) continue;
      known.add(each.Id);
      expect(world, each);
    }
  }
  return { look };
}

interface Question {
  readonly Id: string;
  readonly SpaceId: string;
  readonly ProjectId: string;
  readonly EnvironmentId: string;
  readonly TenantId: string | null;
  readonly ResponsibleTeamIds: readonly string[];
}

function expect(world: JudgedWorld, question: Question): void {
  const { server, scenario } = world;
  const of = [question.ProjectId, question.EnvironmentId, question.TenantId, question.Id].join(' ');
  const dice = diceOf(`person ${scenario.seed} ${of}`);
  const ways: Readonly<Record<typeof scenario.people, readonly [Way, ...Way[]]>> = {
    good: ['yes', 'yes', 'stranger-first'],
    mixed: ['yes', 'yes', 'yes', 'stranger-first', 'no', 'requester'],
    absent: ['yes', 'yes', 'never'],
  };
  const way = dice.pick(ways[scenario.people]);
  if (way === 'never') return;
  const team = world.server.store().get('Teams', question.ResponsibleTeamIds[0] ?? '')?.Name ?? '';
  const [first = '', second = first] = (teams[team] ?? []).filter((name) => name !== requester);
  const member = dice.chance(0.5) ? first : second;
  const delayMs = dice.pick([5, 30, 120, 600]) * 1_000 + dice.integer(5_000);
  server.clock.after(delayMs, () => void reply(world, { question, way, member }));
}

async function reply(world: JudgedWorld, told: { question: Question; way: Way; member: string }): Promise<void> {
  const { question, way, member } = told;
  const say = async (who: string, Result: string) => {
    const path = `/api/${question.SpaceId}/interruptions/${question.Id}`;
    const taken = await world.server.ask(who, 'PUT', `${path}/responsible`);
    const { ok } = taken.ok ? await world.server.ask(who, 'POST', `${path}/submit`, { Result, Notes: '' }) : taken;
    world.say(`${who} answers ${Result} to ${question.Id}${ok ? '' : ', and is refused'}`);
    return ok;
  };
  if (way === 'stranger-first' && (await say(stranger, 'Proceed'))) world.accuse('server', 'a stranger could answer');
  if (way === 'requester') await say(requester, 'Proceed');
  else await say(member, way === 'no' ? 'Abort' : 'Proceed');
}
