import { randomInt, randomUUID } from 'node:crypto';

/** Randomness as a port. */
export interface Random {
  /** A whole number from 0 up to, not including, `below`. */
  integer(below: number): number;
  uuid(): string;
}

export const cryptoRandom: Random = { integer: (below) => randomInt(below), uuid: () => randomUUID() };

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A text of capital letters and digits. */
export function randomText(random: Random, length: number): string {
  return Array.from({ length }, () => alphabet[random.integer(alphabet.length)]).join('');
}
