import type { KeyHolder, KeyState } from './key-state.ts';

/** `process 123 on build-7 since 2026-11-24 14:02 UTC (train friday.yaml)` */
export function holderWords({ pid, host, since, what }: KeyHolder): string {
  return `process ${pid} on ${host} since ${timeWords(since)} (${what})`;
}

/** Why a process may not write any more. */
export function takenWords(key: string, holder: KeyHolder | null): string {
  return holder
    ? `train ${key} was taken over by ${holderWords(holder)}: nothing more is sent from here`
    : `somebody else has had train ${key} since: nothing more is sent from here`;
}

/** Who stopped the trains of a key, and why. */
export function haltedWords(key: string, { by, at, why }: NonNullable<KeyState['halted']>): string {
  return `train ${key} was halted by ${by} at ${timeWords(at)}: ${why}`;
}

function timeWords(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
