import type { OctopusApi } from '../api/api.ts';
import type { ServerTaskId, SpaceId } from '../ids/kinds.ts';
import { readPages } from '../paging/pages.ts';
import type { Interruption, User } from '../wire-types.ts';
import type { AnsweredInterruption, AnswerOptions } from './answer.ts';
import type { InterruptionRef } from './interruption-ref.ts';

/** The answer to a manual intervention. */
export interface InterruptionDecision extends InterruptionRef {
  readonly result: 'Proceed' | 'Abort';
  readonly notes?: string;
}

/** What tasks ask of people, and how people answer. */
export interface Interruptions {
  /**
   * The interruptions of tasks, or of the whole space when no tasks are named, oldest first. One request for each task; pending ones
   * of many tasks come from one walk over the space's list of pending ones, which is short.
   */
  list(options: {
    readonly spaceId: SpaceId;
    readonly taskIds?: readonly ServerTaskId[];
    readonly pendingOnly?: boolean;
    readonly signal?: AbortSignal;
  }): Promise<readonly Interruption[]>;
  /**
   * Takes responsibility and answers, as the key's owner. Throws an OctopusAnsweredByAnotherError when somebody else was faster; a lost
   * answer is looked up, not sent again.
   */
  answer(options: AnswerOptions): Promise<AnsweredInterruption>;
  /** Takes responsibility as the key's owner, which has to be done before answering. */
  takeResponsibility(ref: InterruptionRef): Promise<User>;
  /** Answers as the key's owner. Throws an OctopusError; with `outcome: 'unknown'` look before answering again. */
  submit(decision: InterruptionDecision): Promise<Interruption>;
  /** Who answered, or nobody while it is pending. */
  answeredBy(ref: InterruptionRef): Promise<User | undefined>;
}

/** The interruptions of a server, for the key's owner. */
export function createInterruptions(api: OctopusApi, me: () => Promise<User>): Interruptions {
  const paramsOf = ({ spaceId, interruptionId }: InterruptionRef) => ({ path: { spaceId, id: interruptionId } });
  return {
    async list({ spaceId, taskIds, pendingOnly = false, signal }) {
      const wanted = taskIds && new Set<string>(taskIds);
      const isOneWalk = !wanted || (pendingOnly && wanted.size > 1);
      const filters = isOneWalk ? [{}] : [...wanted].map((regarding) => ({ regarding }));
      const found: Interruption[] = [];
      for (const filter of filters) {
        const items = readPages(api, '/api/{spaceId}/interruptions', {
          params: { path: { spaceId }, query: { pendingOnly, ...filter } },
          ...(signal ? { signal } : {}),
        });
        for await (const item of items) if (wanted?.has(item.TaskId) ?? true) found.push(item);
      }
      return found.sort((a, b) => Date.parse(a.Created) - Date.parse(b.Created));
    },
    async answer(options) {
      const { answerInterruption } = await import('./answer.ts');
      return answerInterruption({ api, me }, options);
    },
    async takeResponsibility(ref) {
      const { data } = await api.PUT('/api/{spaceId}/interruptions/{id}/responsible', { params: paramsOf(ref) });
      return data;
    },
    async submit({ spaceId, interruptionId, result, notes }) {
      const { data } = await api.POST('/api/{spaceId}/interruptions/{id}/submit', {
        params: paramsOf({ spaceId, interruptionId }),
        body: { Id: interruptionId, SpaceId: spaceId, Result: result, Notes: notes ?? null, Instructions: null },
      });
      return data;
    },
    async answeredBy(ref) {
      const { data } = await api.GET('/api/{spaceId}/interruptions/{id}', { params: paramsOf(ref) });
      if (data.IsPending || data.ResponsibleUserId === null) return undefined;
      const answer = await api.GET('/api/{spaceId}/interruptions/{id}/responsible', { params: paramsOf(ref) });
      return answer.data ?? undefined;
    },
  };
}
