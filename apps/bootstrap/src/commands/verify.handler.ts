import { coloursFor, exitCodes } from '@octotrain/command-line';
import { findDrift } from '@octotrain/lab-apply';
import type { BootstrapContext } from '../context.ts';
import { driftDocument } from '../verify/drift-document.ts';
import { driftText } from '../verify/drift-text.ts';
import { atDesk } from './desk.ts';

/** What `verify` is told. */
export interface VerifyFlags {
  readonly detailedExitcode: boolean;
  readonly json: boolean;
}

/** Tells every difference with its reason. */
export async function verify(this: BootstrapContext, flags: VerifyFlags, file?: string): Promise<void> {
  await atDesk(this, file, async ({ client, lab }) => {
    const found = await findDrift({ client, lab, signal: this.signal });
    if (flags.json) {
      this.stdout.write(`${JSON.stringify(driftDocument(lab.name, found), null, 2)}\n`);
    } else {
      const page = { colours: coloursFor(this.stdout, this.env), width: this.stdout.columns };
      this.stdout.write(`${driftText(found, page)}\n`);
    }
    if (found.drift.length === 0) return exitCodes.done;
    return flags.detailedExitcode ? exitCodes.changes : exitCodes.failed;
  });
}
