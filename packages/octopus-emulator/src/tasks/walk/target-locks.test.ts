import { describe, expect, it } from 'vitest';
import { createTargetLocks } from './target-locks.ts';

/** Takes targets in order, `!` for those that share, and lets go of some; gives what has begun. */
function begun(...moves: string[]): string[] {
  const locks = createTargetLocks();
  const seen: string[] = [];
  const releases = new Map<string, () => void>();
  for (const move of moves) {
    const name = move.replace(/^-|!$/g, '');
    if (move.startsWith('-')) releases.get(name)?.();
    else releases.set(name, locks.take('target', { shared: move.endsWith('!'), begin: () => seen.push(name) }));
  }
  return seen;
}

describe('processes on one target', () => {
  it.each([
    ['begin at once when it is free', ['a'], ['a']],
    ['wait for each other', ['a', 'b'], ['a']],
    ['begin in order', ['a', 'b', 'c', '-a'], ['a', 'b']],
    ['do not begin when their wish is taken back', ['a', 'b', 'c', '-b', '-a'], ['a', 'c']],
    ['let go once', ['a', '-a', '-a', 'b'], ['a', 'b']],
    ['run beside each other when all of them share', ['a!', 'b!'], ['a', 'b']],
    ['wait for those that share', ['a!', 'b!', 'c', '-a'], ['a', 'b']],
    ['begin when those that share are through', ['a!', 'b!', 'c', '-a', '-b'], ['a', 'b', 'c']],
    ['wait for one that does not share and came before', ['a!', 'b', 'c!'], ['a']],
    ['begin together after it', ['a', 'b!', 'c!', '-a'], ['a', 'b', 'c']],
  ])('%s: %j', (_, moves, expected) => {
    expect(begun(...moves)).toEqual(expected);
  });

  it('know nothing of other targets', () => {
    const locks = createTargetLocks();
    const seen: string[] = [];

    locks.take('one', { shared: false, begin: () => seen.push('one') });
    locks.take('two', { shared: false, begin: () => seen.push('two') });

    expect(seen).toEqual(['one', 'two']);
  });

  it('may end while they begin', () => {
    const locks = createTargetLocks();
    const seen: string[] = [];
    const first = locks.take('one', { shared: false, begin: () => seen.push('first') });
    let second = (): void => {};
    second = locks.take('one', {
      shared: false,
      begin() {
        seen.push('second');
        second();
      },
    });
    locks.take('one', { shared: false, begin: () => seen.push('third') });

    first();

    expect(seen).toEqual(['first', 'second', 'third']);
  });
});
