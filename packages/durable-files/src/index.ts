export type { Holder } from './claims.ts';
export { acquireFileLock, type Locking } from './file-lock.ts';
export { insist } from './insist.ts';
export { readIfThere } from './read-if-there.ts';
export { isRunning, markOf, ownMark, type ProcessMark, processPlace } from './running.ts';
export { syncFolder } from './sync-folder.ts';
export { writeWhole } from './write-whole.ts';
