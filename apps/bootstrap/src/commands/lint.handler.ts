import { formatProblems } from '@octotrain/checked-yaml';
import { exitCodes } from '@octotrain/command-line';
import { findRepetitions } from '@octotrain/lab-config';
import type { BootstrapContext } from '../context.ts';
import { readLab } from '../file/read-lab.ts';
import { refuse } from './desk.ts';

/** What `lint` is told. */
export interface LintFlags {
  readonly maxLines: number;
  readonly maxColumns: number;
  readonly json: boolean;
}

/** Checks a lab file, and tells what it says more than once. */
export async function lint(this: BootstrapContext, flags: LintFlags, file?: string): Promise<void> {
  const read = await readLab({ file, cwd: this.cwd });
  if (!read.ok) {
    this.setExitCode(refuse(this, read));
    return;
  }
  const { source } = read.value;
  const found = findRepetitions(source, { lines: flags.maxLines, columns: flags.maxColumns });
  if (flags.json) this.stdout.write(`${JSON.stringify({ schema: 1, file: source.file, findings: found }, null, 2)}\n`);
  else if (found.length > 0) this.stdout.write(`${formatProblems(found)}\n`);
  else this.stdout.write(`${source.file} is right, and says nothing twice.\n`);
  this.setExitCode(found.length > 0 ? exitCodes.failed : exitCodes.done);
}
