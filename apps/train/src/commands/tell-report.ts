import { join } from 'node:path';
import { shortPath } from '../view/short-path.ts';
import type { Desk } from './desk.ts';

/** Says where the run's folder is, by the page in it that a person opens first. */
export function tellReport(at: Desk, run: string): void {
  at.say(`report: ${shortPath(join(at.folder.runFolder(run), 'report.html'), at.context.cwd)}`);
}
