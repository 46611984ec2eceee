import { readFileSync } from 'node:fs';

/** FinPay's Friday without the smoke test that asks a cluster over a socket. */
export const plainFriday = readFileSync(new URL('../../trains/friday.yaml', import.meta.url), 'utf8')
  .replace(/^ {6}- http:.*\n/m, '')
  .replace(/^clusters:\n(?: {2}.*\n)*/m, '');
