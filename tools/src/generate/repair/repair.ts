import type { ApiDocument, Repaired } from '../document.ts';
import { addSuccess, requireBodies, uniqueOperationIds } from './answers.ts';
import { requireIds } from './ids.ts';
import { declareParameters, dropTwins, joinPaths, nameSpaces, prefixPaths } from './paths.ts';

/** Known defects of servers' documents, in the order in which they can be mended. */
const repairs: readonly (readonly [string, (document: ApiDocument) => Repaired])[] = [
  ['paths put under the server’s own', prefixPaths],
  ['paths whose space has the usual name', nameSpaces],
  ['routes of the default space left out beside those of a space', dropTwins],
  ['paths joined with one that is spelled alike', joinPaths],
  ['path parameters declared, or declared no more', declareParameters],
  ['operations given an answer', addSuccess],
  ['bodies needed', requireBodies],
  ['ids of operations that were taken', uniqueOperationIds],
  ['schemas whose id is always there', requireIds],
];

/** Mends what is known to be wrong in servers' documents, and tells what it did: `14 paths joined …`. */
export function repair(document: ApiDocument): { readonly document: ApiDocument; readonly told: readonly string[] } {
  const told: string[] = [];
  let mended = document;
  for (const [words, mend] of repairs) {
    const result = mend(mended);
    mended = result.document;
    if (result.mended > 0) told.push(`${result.mended} ${words}`);
  }
  return { document: mended, told };
}
