import { coloursFor, exitCodes } from '@octotrain/command-line';
import { type Drift, findDrift, placeOf as placeInFile } from '@octotrain/lab-apply';
import { locateIn } from '@octotrain/lab-config';
import type { BootstrapContext } from '../context.ts';
import { driftDocument } from '../verify/drift-document.ts';
import { driftText, type PlaceOf } from '../verify/drift-text.ts';
import { atDesk } from './desk.ts';

/** What `verify` is told. */
export interface VerifyFlags {
  readonly detailedExitcode: boolean;
  readonly json: boolean;
}

/** Tells every difference with its reason. */
export async function verify(this: BootstrapContext, flags: VerifyFlags, file?: string): Promise<void> {
  await atDesk(this, file, async ({ client, lab, source }) => {
    const found = await findDrift({ client, lab, signal: this.signal });
    const locate = locateIn(source);
    const placeOf: PlaceOf = (where, field) =>
      placeInFile({ where, ...(field === undefined ? {} : { field }), lab, locate });
    if (flags.json) {
      this.stdout.write(`${JSON.stringify(driftDocument(lab.name, found, placeOf), null, 2)}\n`);
    } else {
      const page = { colours: coloursFor(this.stdout, this.env), width: this.stdout.columns, placeOf };
      this.stdout.write(`${driftText(found, page)}\n`);
    }
    if (found.audit === 'refused') this.stderr.write(`\n${refusalWords(found)}\n`);
    if (!flags.json) this.stderr.write(nextWords(found, file));
    if (found.drift.length === 0 && found.agents.length === 0) return exitCodes.done;
    return flags.detailedExitcode ? exitCodes.changes : exitCodes.failed;
  });
}

function refusalWords({ auditRefusal }: Drift): string {
  return `who changed what is not told: the audit log needs the permission EventView. ${auditRefusal ?? ''}`.trim();
}

/** What makes the server match again. */
function nextWords({ drift, agents }: Drift, file: string | undefined): string {
  const quoted = file === undefined ? '' : ` ${/^[\w./-]+$/.test(file) ? file : `"${file}"`}`;
  if (drift.length > 0) return `\nnext   pnpm bootstrap apply${quoted}\n`;
  const isMissing = agents.some(({ is }) => is === 'missing');
  return isMissing ? `\nnext   install the agent, or pnpm bootstrap agents register --simulated${quoted}\n` : '';
}
