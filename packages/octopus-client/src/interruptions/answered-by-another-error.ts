import { OctopusError } from '../errors/octopus-error.ts';
import type { InterruptionId } from '../ids/kinds.ts';
import type { Interruption, User } from '../wire-types.ts';

/**
 * Somebody else was faster. `answered`: they have answered, and the task went on. `responsible`: they have taken responsibility and not
 * answered yet. `gone`: nobody answered, and nobody needs to any more: the task is over.
 */
export type AnotherState = 'answered' | 'responsible' | 'gone';

/** An interruption that is not ours to answer any more. */
export class OctopusAnsweredByAnotherError extends OctopusError {
  readonly code = 'answered-by-another';
  readonly interruptionId: InterruptionId;
  readonly state: AnotherState;
  /** Who, where the key may see it. */
  readonly by: User | undefined;
  /** What they answered, e.g. `Proceed`. */
  readonly result: string | undefined;

  constructor(details: {
    interruption: Interruption;
    state: AnotherState;
    by: User | undefined;
    result: string | undefined;
    operation: string;
  }) {
    const { interruption, state, by, result, operation } = details;
    const who = by?.DisplayName ?? 'somebody else';
    const said = {
      answered: `${who} has answered${result ? ` ${result}` : ''}`,
      responsible: `${who} has taken responsibility`,
      gone: 'its task is over',
    }[state];
    super({
      message: `"${interruption.Title}" (${interruption.Id}) is not yours to answer: ${said}`,
      operation,
      outcome: 'refused',
      hint: state === 'responsible' ? 'Ask them to answer, or pass takeOver: true.' : undefined,
    });
    this.interruptionId = interruption.Id;
    this.state = state;
    this.by = by;
    this.result = result;
  }
}
