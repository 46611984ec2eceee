import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { shortPath } from '../view/short-path.ts';
import type { Desk } from './desk.ts';

/** Says where the run's folder is, by the page in it that a person opens first; nothing where there is none. */
export function tellReport(at: Desk, run: string): void {
  const path = join(at.folder.runFolder(run), 'report.html');
  if (existsSync(path)) at.say(`report: ${shortPath(path, at.context.cwd)}`);
}
