import { readToken } from '@octotrain/train-engine';
import type { Ran } from '../support/run-train.ts';
import type { Rider, Story } from '../support/story.ts';

export const friday = ['friday.yaml', '--requested-by', 'alex.rivera'] as const;
/** The same, by somebody who stays at the gates. */
export const stays = [...friday, '--wait', '3h'] as const;

/** The id of the run that the server keeps. */
export function runOf({ server }: Story): string {
  const run = server
    .store()
    .all('Releases')
    .find(({ Version }) => Version.startsWith('friday-'));
  if (!run) throw new Error('no run was begun');
  return run.Version;
}

/** Whether somebody is asked to answer. */
export function isAsked({ server }: Story): boolean {
  return server
    .store()
    .all('Interruptions')
    .some(({ IsPending }) => IsPending);
}

/** Marcus says yes to all that is asked now, and to all that will be, a while after it was. */
export function answerAll({ server }: Story): void {
  const asked = new Set<string>();
  function look(): void {
    for (const question of server.store().all('Interruptions')) {
      if (!question.IsPending || asked.has(question.Id)) continue;
      asked.add(question.Id);
      void answer(server, question);
    }
    server.clock.after(10_000, look);
  }
  look();
}

async function answer(server: Story['server'], question: { Id: string; SpaceId: string }): Promise<void> {
  const path = `/api/${question.SpaceId}/interruptions/${question.Id}`;
  await server.ask('marcus.webb', 'PUT', `${path}/responsible`);
  await server.ask('marcus.webb', 'POST', `${path}/submit`, { Result: 'Proceed', Notes: 'looks good' });
}

/** Resumes and approves until nobody is asked any more; what the last leg came to. */
export async function rideOn(story: Story, rider: Rider = {}): Promise<Ran> {
  for (let legs = 0; ; legs++) {
    if (legs === 20) throw new Error('the train does not come to its end');
    const questions = story.server.store().all('Interruptions');
    for (const question of questions.filter(({ IsPending }) => IsPending)) await answer(story.server, question);
    const ran = await story.ran(['resume'], rider);
    if (ran.code !== 3) return ran;
  }
}

/** Deployments and approval runs of 1.1.0, by what they are for; sorted. */
export function posted(story: Story): readonly string[] {
  const store = story.server.store();
  const nameOf = (id: string | null) =>
    id === null ? '-' : (store.get('Environments', id) ?? store.get('Tenants', id) ?? store.get('Projects', id))?.Name;
  const deployments = store
    .all('Deployments')
    .filter(({ ReleaseId }) => store.get('Releases', ReleaseId)?.Version === '1.1.0');
  return [...deployments, ...store.all('RunbookRuns')]
    .map((each) => {
      const state = store.get('ServerTasks', each.TaskId)?.State;
      const token = readToken(each.Comments);
      const what = 'ReleaseId' in each ? nameOf(each.ProjectId) : `approval of ${token?.car}`;
      return `${what} → ${nameOf(each.EnvironmentId)} (${nameOf(each.TenantId)}) ${state}`;
    })
    .sort();
}

/** What an undisturbed Friday posts: eleven deployments and two approvals by runbook. */
export const undisturbed = 13;
