import { type OctopusClient, OctopusError } from '@octotrain/octopus-client';
import type { Plan, Question } from '@octotrain/train-engine';
import { ask } from '../server/asking.ts';
import { wordsOf } from '../server/writing.ts';

export type Answering =
  | { readonly is: 'answered'; readonly person: string }
  /** Not this person: nothing was changed. */
  | { readonly is: 'refused'; readonly person: string; readonly message: string; readonly hint: string }
  /** Somebody was faster, or the task is over. */
  | { readonly is: 'gone'; readonly message: string };

/**
 * Answers a question as the owner of the client's key: takes responsibility, then submits. Refuses for the train's own account and, where the gate
 * says so, for whoever asked for the train, before anything is sent; who else may answer is Octopus' decision.
 */
export async function answerQuestion(options: {
  client: OctopusClient;
  plan: Plan;
  question: Question;
  result: 'Proceed' | 'Abort';
  notes: string;
}): Promise<Answering> {
  const { client, plan, question, result, notes } = options;
  const { data: me } = await ask(() => client.api.GET('/api/users/me'));
  const person = me.DisplayName;
  const refused = (message: string, hint: string): Answering => ({ is: 'refused', person, message, hint });
  const team = question.gate ? question.gate.team.name : 'those responsible';
  if (me.Id === plan.account.id) {
    return refused(
      `${person} is the train's own account: a train never answers its own approvals`,
      `let a member of ${team} answer with a key of their own`,
    );
  }
  if (me.Id === plan.requester.id && (question.gate?.notRequester ?? false)) {
    return refused(`${person} asked for this train and may not approve it`, `let another member of ${team} answer`);
  }
  const ref = { spaceId: question.spaceId, interruptionId: question.interruption.id };
  try {
    await client.interruptions.takeResponsibility(ref);
    await client.interruptions.submit({ ...ref, result, notes });
    return { is: 'answered', person };
  } catch (error) {
    if (!(error instanceof OctopusError)) throw error;
    if (error.code === 'permission')
      return refused(`${person} may not answer this: ${wordsOf(error)}`, `let a member of ${team} answer`);
    if (error.code === 'validation' || error.code === 'conflict' || error.code === 'not-found')
      return { is: 'gone', message: wordsOf(error) };
    throw error;
  }
}
