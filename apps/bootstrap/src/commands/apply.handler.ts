import { coloursFor, type ExitCode, exitCodes } from '@octotrain/command-line';
import { type ApplyProgress, applyPlan, type LabPlan, planLab, verifyLab } from '@octotrain/lab-apply';
import type { BootstrapContext } from '../context.ts';
import { secretSource } from '../file/secrets.ts';
import { planDocument } from '../plan/plan-document.ts';
import { changeTitle, countsText, planText } from '../plan/plan-text.ts';
import { atDesk, type Desk, refuse } from './desk.ts';

/** What `apply` is told. */
export interface ApplyFlags {
  readonly yes: boolean;
  readonly json: boolean;
  readonly rewriteSecrets: boolean;
}

/** Makes the server match the file. */
export async function apply(this: BootstrapContext, flags: ApplyFlags, file?: string): Promise<void> {
  if (!flags.yes && (flags.json || !this.stderr.isTTY)) {
    const text = 'apply asks before it writes, and there is nobody to ask here; say --yes, or look first with plan';
    this.setExitCode(refuse(this, { text, exit: exitCodes.usage }));
    return;
  }
  await atDesk(this, file, (desk) => applyAtDesk(this, flags, desk));
}

async function applyAtDesk(context: BootstrapContext, flags: ApplyFlags, desk: Desk): Promise<ExitCode> {
  const { client, lab, folder } = desk;
  const { signal } = context;
  const plan = await planLab({ client, lab, rewriteSecrets: flags.rewriteSecrets, signal });
  const page = { colours: coloursFor(context.stdout, context.env), width: context.stdout.columns };
  if (!flags.json) context.stdout.write(`${planText(plan, page)}\n`);
  if (plan.writes.length === 0) return tell(context, flags, { desk, plan, written: 0, left: plan });
  if (!flags.yes && !(await agreed(context))) {
    return refuse(context, { text: 'not agreed: nothing was written', exit: exitCodes.failed });
  }

  const result = await applyPlan({
    client,
    plan,
    secrets: secretSource({ env: context.env, folder }),
    onProgress: (progress) => context.stderr.write(`${progressLine(progress)}\n`),
    signal,
  });
  if (!result.ok) {
    const lines = result.problems.map(({ message, hint }) => `  ${message}\n    ${hint}`);
    return refuse(context, { text: `nothing was written:\n${lines.join('\n')}`, exit: exitCodes.failed });
  }
  const left = await verifyLab({ client, lab, signal });
  return tell(context, flags, { desk, plan, written: result.written, left });
}

/** Says how it ended: the proof is that nothing is left to do. */
function tell(
  context: BootstrapContext,
  flags: ApplyFlags,
  end: { desk: Desk; plan: LabPlan; written: number; left: LabPlan },
): ExitCode {
  const { desk, plan, written, left } = end;
  const isVerified = left.writes.length === 0;
  if (flags.json) {
    const document = { ...planDocument(desk.lab.name, plan), written, verified: isVerified };
    context.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  } else if (written > 0) {
    const colours = coloursFor(context.stdout, context.env);
    context.stdout.write(`\nWrote ${written}. ${isVerified ? `Verified. ${countsText(left, { colours })}` : ''}\n`);
  }
  if (isVerified) return exitCodes.done;
  const titles = left.writes.map(({ change }) => `  ${changeTitle(change)}`);
  const text = `read again, the server still differs from the file:\n${titles.join('\n')}\nSomebody else may be changing it: run plan.`;
  return refuse(context, { text, exit: exitCodes.failed });
}

function progressLine({ change, done, total, afterConflict }: ApplyProgress): string {
  const note = afterConflict ? ' (somebody had changed it meanwhile; read again and written over what was there)' : '';
  return `[${String(done).padStart(String(total).length)}/${total}] ${changeTitle(change)}${note}`;
}

async function agreed(context: BootstrapContext): Promise<boolean> {
  return /^(y|yes)$/i.test((await context.ask('Make these changes? [y/N] ')).trim());
}
