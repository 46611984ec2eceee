import { coloursFor, exitCodes } from '@octotrain/command-line';
import type { BootstrapContext } from '../context.ts';
import { changesAnything, makePlan } from '../plan/make-plan.ts';
import { planDocument } from '../plan/plan-document.ts';
import { planText } from '../plan/plan-text.ts';
import { requestsText } from '../server/request-count.ts';
import { atDesk, refuse } from './desk.ts';

/** What `plan` is told. */
export interface PlanFlags {
  readonly detailedExitcode: boolean;
  readonly only?: readonly string[];
  readonly prune: boolean;
  readonly json: boolean;
  readonly rewriteSecrets: boolean;
}

/** Shows what apply would change. */
export async function plan(this: BootstrapContext, flags: PlanFlags, file?: string): Promise<void> {
  await atDesk(this, file, async (desk) => {
    const made = await makePlan(desk, { ...flags, only: flags.only ?? [] }, this);
    if (!made.ok) return refuse(this, made);
    desk.live.clear();
    const used = desk.requests();
    const isChange = changesAnything(made.value);
    if (flags.json) {
      this.stdout.write(`${JSON.stringify(planDocument(desk.lab.name, made.value, used), null, 2)}\n`);
    } else {
      const page = { colours: coloursFor(this.stdout, this.env), width: this.stdout.columns };
      this.stdout.write(`${planText(made.value, page)}\n`);
    }
    for (const note of made.value.plan.secrets?.notes ?? []) this.stderr.write(`\nnote   ${note}`);
    this.stderr.write(`\n${requestsText(used)}\n`);
    if (!flags.json && isChange) this.stderr.write(`next   pnpm bootstrap ${applyWords(flags, file)}\n`);
    return flags.detailedExitcode && isChange ? exitCodes.changes : exitCodes.done;
  });
}

/** The words that make the changes shown. */
function applyWords({ rewriteSecrets, prune, only = [] }: PlanFlags, file: string | undefined): string {
  return [
    'apply',
    ...(rewriteSecrets ? ['--rewrite-secrets'] : []),
    ...(prune ? ['--prune'] : []),
    ...only.flatMap((selector) => ['--only', quoted(selector)]),
    ...(file === undefined ? [] : [quoted(file)]),
  ].join(' ');
}

function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `"${word}"`;
}
