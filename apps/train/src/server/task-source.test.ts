import type { ServerTask } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { sharedTasks } from './task-source.ts';

/** A source that notes what it is asked, behind a pause that is ended by hand. */
function listening(answer: (ids: readonly string[]) => Promise<ReadonlyMap<string, ServerTask>>) {
  const asked: (readonly string[])[] = [];
  const pauses: (() => void)[] = [];
  const source = {
    get(ids: readonly string[]) {
      asked.push(ids);
      return answer(ids);
    },
  };
  const shared = sharedTasks(source, {
    gatherMs: 50,
    sleep: () => new Promise<void>((resolve) => pauses.push(resolve)),
  });
  const endPause = () => pauses.shift()?.();
  return { shared, asked, endPause };
}

const answering = async (ids: readonly string[]) => new Map(ids.map((Id) => [Id, { Id } as ServerTask])); // all that is looked at here

describe('runs that share an observer', () => {
  it('ask one question together, without repeating themselves, and each gets its answer', async () => {
    const { shared, asked, endPause } = listening(answering);

    const answers = Promise.all([shared.get(['a', 'b']), shared.get(['b', 'c']), shared.get([])]);
    endPause();
    const [first, second, nothing] = await answers;

    expect(asked).toEqual([['a', 'b', 'c']]);
    expect(first.get('a')?.Id).toBe('a');
    expect(second.get('c')?.Id).toBe('c');
    expect(nothing.size).toBe(0);
  });

  it('ask anew when the question is on its way, for what is newer than it', async () => {
    const { shared, asked, endPause } = listening(answering);

    const first = shared.get(['a']);
    endPause();
    await first;
    const second = shared.get(['a']);
    endPause();
    await second;

    expect(asked).toEqual([['a'], ['a']]);
  });

  it('all hear of a server that is away, and the next question is asked as if nothing had been', async () => {
    let isAway = true;
    const { shared, endPause } = listening((ids) =>
      isAway ? Promise.reject(new Error('it is away')) : answering(ids),
    );

    const both = Promise.allSettled([shared.get(['a']), shared.get(['b'])]);
    endPause();
    const away = await both;
    isAway = false;
    const again = shared.get(['a']);
    endPause();

    expect(away.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await again).size).toBe(1);
  });
});
