export type { Holder } from './claims.ts';
export { acquireFileLock, type Locking } from './file-lock.ts';
export { readIfThere } from './read-if-there.ts';
export { writeWhole } from './write-whole.ts';
