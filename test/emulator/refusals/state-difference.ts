import { isDeepStrictEqual } from 'node:util';
import type { State } from '@octotrain/octopus-emulator';

/** Collections and counters that two states of a server do not share. */
export function stateDifference(before: State, after: State): readonly string[] {
  const names = new Set([...Object.keys(before.documents), ...Object.keys(after.documents)]);
  const collections = [...names].filter((name) => !sameList(before.documents[name] ?? [], after.documents[name] ?? []));
  return isDeepStrictEqual(before.counters, after.counters) ? collections : [...collections, 'counters'];
}

/** Documents are never changed in place, so most of them are the same object. */
function sameList(before: readonly unknown[], after: readonly unknown[]): boolean {
  return (
    before.length === after.length &&
    before.every((document, index) => document === after[index] || isDeepStrictEqual(document, after[index]))
  );
}
