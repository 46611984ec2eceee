import { describe, expect, it } from 'vitest';
import { createPodBook } from './pod-book.ts';
import { podObject } from './pod-object.test-data.ts';

describe('which pod takes a connection', () => {
  it.each<[string, Partial<Parameters<typeof podObject>[0]>, number, boolean]>([
    ['a ready one at its port', {}, 80, true],
    ['a ready one at another port', {}, 81, false],
    ['a ready one that declares no ports', { ports: [] }, 8080, true],
    ['one that is not ready', { ready: false }, 80, false],
    ['one that is still pending', { phase: 'Pending' }, 80, false],
    ['one on its way out', { leaving: true }, 80, false],
    ['one whose image cannot be pulled', { image: 'web:1.1.0-broken' }, 80, false],
    ['one whose image crashes', { image: 'web:1.1.0-crash' }, 80, false],
    ['one whose image answers 500', { image: 'web:1.1.0-failing' }, 80, true],
  ])('%s', (_name, said, port, taken) => {
    const book = createPodBook();

    book.put(podObject({ name: 'web-1', ...said }));

    expect(book.servingAt('10.244.0.2', port)?.name).toBe(taken ? 'web-1' : undefined);
    expect(book.servingAt('10.244.0.9', port)).toBeUndefined();
  });

  it('two of the host network share an address and are told apart by their ports', () => {
    const book = createPodBook();
    book.put(podObject({ name: 'one', ip: '127.0.0.1', ports: [9001] }));
    book.put(podObject({ name: 'two', ip: '127.0.0.1', ports: [9002] }));

    expect(book.servingAt('127.0.0.1', 9002)?.name).toBe('two');
  });
});

describe('what is heard', () => {
  function hearing() {
    const book = createPodBook();
    const heard: string[] = [];
    book.listen({ put: (pod) => heard.push(`+${pod.uid}`), gone: (pod) => heard.push(`-${pod.uid}`) });
    return { book, heard };
  }

  it('a pod of the same name that was made anew takes the place of the other', () => {
    const { book, heard } = hearing();

    book.put(podObject({ name: 'db-0', uid: 'a' }));
    book.put(podObject({ name: 'db-0', uid: 'b' }));
    // News of the old one that comes late.
    book.remove(podObject({ name: 'db-0', uid: 'a' }));

    expect(heard).toEqual(['+a', '-a', '+b']);
    expect(book.byName('pay', 'db-0')?.uid).toBe('b');
  });

  it('what a fresh list does not have is gone', () => {
    const { book, heard } = hearing();
    book.put(podObject({ name: 'one', uid: 'a' }));

    book.replace([podObject({ name: 'two', uid: 'b' })]);

    expect(heard).toEqual(['+a', '-a', '+b']);
    expect(book.byName('pay', 'one')).toBeUndefined();
  });
});
