import type { OctopusApi } from '../api/api.ts';
import { OctopusError } from '../errors/octopus-error.ts';
import type { Made } from '../executions/options.ts';
import type { Interruption, InterruptionAnswer, User } from '../wire-types.ts';
import { type AnotherState, OctopusAnsweredByAnotherError } from './answered-by-another-error.ts';
import type { InterruptionRef } from './interruption-ref.ts';

/** To a manual intervention: go on, or fail the task. */
export type ManualResult = 'Proceed' | 'Abort';

/** To a guided failure: try the step again, go on as if it had succeeded, fail the task, or leave the target out from here on. */
export type GuidanceResult = 'Retry' | 'Ignore' | 'Fail' | 'Exclude';

/** The answer to an interruption; which words it takes depends on its kind. */
export type AnswerOptions = InterruptionRef & {
  readonly notes?: string;
  /** Takes responsibility from somebody who has it. */
  readonly takeOver?: boolean;
} & (
    | { readonly result: ManualResult; readonly guidance?: never }
    | { readonly guidance: GuidanceResult; readonly result?: never }
  );

/** An interruption that is answered, and how that is known. */
export interface AnsweredInterruption {
  readonly how: Made;
  readonly interruption: Interruption;
}

const submitOperation = 'POST /api/{spaceId}/interruptions/{id}/submit';

/**
 * Takes responsibility and answers, as the key's owner. Throws an OctopusAnsweredByAnotherError when somebody else was faster, also
 * when they come in between; an answer that gets lost is looked up in the interruption itself, and is not sent again.
 */
export async function answerInterruption(
  port: { readonly api: OctopusApi; me(): Promise<User> },
  options: AnswerOptions,
): Promise<AnsweredInterruption> {
  const { api } = port;
  const params = { path: { spaceId: options.spaceId, id: options.interruptionId } };
  const said = options.result ?? options.guidance;
  const [me, first] = await Promise.all([port.me(), read()]);
  await refuseLate(first);
  try {
    if (first.ResponsibleUserId !== me.Id) await api.PUT('/api/{spaceId}/interruptions/{id}/responsible', { params });
    const { data } = await api.POST('/api/{spaceId}/interruptions/{id}/submit', { params, body: bodyOf(options) });
    return { how: 'created', interruption: data };
  } catch (error) {
    if (!(error instanceof OctopusError) || error.outcome === 'not-sent') throw error;
    const now = await read();
    const isOurs = !now.IsPending && now.ResponsibleUserId === me.Id && answerOf(now) === said;
    if (isOurs && error.outcome === 'unknown') return { how: 'found-after-lost-answer', interruption: now };
    if (!isOurs) await refuseLate(now);
    throw error;
  }

  async function read(): Promise<Interruption> {
    return (await api.GET('/api/{spaceId}/interruptions/{id}', { params })).data;
  }

  async function refuseLate(interruption: Interruption): Promise<void> {
    const holder = interruption.ResponsibleUserId;
    if (interruption.IsPending) {
      if (holder !== null && holder !== me.Id && !options.takeOver) await refuse(interruption, 'responsible');
      return;
    }
    await refuse(interruption, answerOf(interruption) === undefined ? 'gone' : 'answered');
  }

  async function refuse(interruption: Interruption, state: AnotherState): Promise<never> {
    const by = interruption.ResponsibleUserId === null ? undefined : await responsible();
    throw new OctopusAnsweredByAnotherError({
      interruption,
      state,
      by,
      result: answerOf(interruption),
      operation: submitOperation,
    });
  }

  async function responsible(): Promise<User | undefined> {
    return (await api.GET('/api/{spaceId}/interruptions/{id}/responsible', { params })).data ?? undefined;
  }
}

/** What was answered, by the values of the form [client]. */
function answerOf({ Form }: Interruption): string | undefined {
  return Form.Values.Result ?? Form.Values.Guidance ?? undefined;
}

function bodyOf({ spaceId, interruptionId, notes, result, guidance }: AnswerOptions): InterruptionAnswer {
  return {
    Id: interruptionId,
    SpaceId: spaceId,
    Notes: notes ?? null,
    Instructions: null,
    ...(result === undefined ? {} : { Result: result }),
    ...(guidance === undefined ? {} : { Guidance: guidance }),
  };
}
