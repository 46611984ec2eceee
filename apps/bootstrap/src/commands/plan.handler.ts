import { coloursFor, exitCodes } from '@octotrain/command-line';
import { planLab } from '@octotrain/lab-apply';
import type { BootstrapContext } from '../context.ts';
import { planDocument } from '../plan/plan-document.ts';
import { planText } from '../plan/plan-text.ts';
import { atDesk } from './desk.ts';

/** What `plan` is told. */
export interface PlanFlags {
  readonly detailedExitcode: boolean;
  readonly json: boolean;
  readonly rewriteSecrets: boolean;
}

/** Shows what apply would change. */
export async function plan(this: BootstrapContext, flags: PlanFlags, file?: string): Promise<void> {
  await atDesk(this, file, async ({ client, lab }) => {
    const { rewriteSecrets } = flags;
    const found = await planLab({ client, lab, rewriteSecrets, signal: this.signal });
    if (flags.json) {
      this.stdout.write(`${JSON.stringify(planDocument(lab.name, found), null, 2)}\n`);
    } else {
      const page = { colours: coloursFor(this.stdout, this.env), width: this.stdout.columns };
      this.stdout.write(`${planText(found, page)}\n`);
      if (found.writes.length > 0) this.stderr.write(`\nnext   pnpm bootstrap ${applyWords(flags, file)}\n`);
    }
    return flags.detailedExitcode && found.writes.length > 0 ? exitCodes.changes : exitCodes.done;
  });
}

/** The words that make the changes shown. */
function applyWords({ rewriteSecrets }: PlanFlags, file: string | undefined): string {
  const quoted = file === undefined || /^[\w./-]+$/.test(file) ? file : `"${file}"`;
  return ['apply', ...(rewriteSecrets ? ['--rewrite-secrets'] : []), ...(quoted === undefined ? [] : [quoted])].join(
    ' ',
  );
}
