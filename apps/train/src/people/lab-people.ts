import { createOctopusClient, type OctopusClient } from '@octotrain/octopus-client';
import { openQuestions, type Plan, type Question } from '@octotrain/train-engine';
import type { Answerer } from '../run/driver.ts';
import { ask } from '../server/asking.ts';
import { type Answering, answerQuestion } from './answer.ts';

/** People of a rehearsed world, who can be asked to answer. */
export interface LabPeople {
  /**
   * Lets whoever may answer do so under their own key, members of the team first, never the requester and never the train: Octopus' permissions
   * decide as they would for real. Null when nobody may.
   */
  answer(options: {
    plan: Plan;
    question: Question;
    result: 'Proceed' | 'Abort';
    notes: string;
  }): Promise<Answering | null>;
}

export function labPeople(options: {
  url: string;
  administratorKey: string;
  keys: Readonly<Record<string, string>>;
}): LabPeople {
  const { url, administratorKey, keys } = options;
  const clientOf = (apiKey: string) => createOctopusClient({ url, auth: { apiKey }, requestsPerMinute: 0 });
  const administrator = clientOf(administratorKey);
  return {
    async answer({ plan, question, result, notes }) {
      for (const apiKey of await keysOfCandidates(administrator, { plan, question, keys })) {
        const client = clientOf(apiKey);
        if (!(await mayAnswer(client, question))) continue;
        const answer = await answerQuestion({ client, plan, question, result, notes });
        if (answer.is !== 'refused') return answer;
      }
      return null;
    },
  };
}

/** Answers yes to everything a run waits for, as far as there are people who may. */
export function rehearsedAnswers(people: LabPeople): Answerer {
  return async (session) => {
    let answered = false;
    for (const question of openQuestions(session.plan, session.state())) {
      const notes = `Rehearsed approval of ${question.stop.id}.`;
      const answer = await people.answer({ plan: session.plan, question, result: 'Proceed', notes });
      answered ||= answer !== null;
    }
    return answered;
  };
}

async function keysOfCandidates(
  administrator: OctopusClient,
  { plan, question, keys }: { plan: Plan; question: Question; keys: Readonly<Record<string, string>> },
): Promise<readonly string[]> {
  const [users, teams, me] = await Promise.all([
    ask(() => administrator.api.GET('/api/users/all')),
    ask(() => administrator.api.GET('/api/teams/all')),
    ask(() => administrator.api.GET('/api/users/me')),
  ]);
  const excluded = new Set([plan.account.id, plan.requester.id, me.data.Id]);
  const members = new Set(
    teams.data.filter(({ Id }) => question.interruption.teamIds.includes(Id)).flatMap((team) => team.MemberUserIds),
  );
  return users.data
    .filter((user) => !user.IsService && !excluded.has(user.Id))
    .sort((a, b) => Number(members.has(b.Id)) - Number(members.has(a.Id)))
    .flatMap((user) => keys[user.Username ?? ''] ?? []);
}

async function mayAnswer(client: OctopusClient, question: Question): Promise<boolean> {
  const path = { spaceId: question.spaceId, id: question.interruption.id };
  try {
    const { data } = await client.api.GET('/api/{spaceId}/interruptions/{id}', { params: { path } });
    return data.IsPending && data.CanTakeResponsibility;
  } catch {
    // Whoever may not even see it may not answer it.
    return false;
  }
}
