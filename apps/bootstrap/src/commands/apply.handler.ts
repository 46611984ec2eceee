import { coloursFor, type ExitCode, exitCodes } from '@octotrain/command-line';
import { type ApplyProgress, applyPlan, applyPrune, type LabPlan, type PruneResult } from '@octotrain/lab-apply';
import type { BootstrapContext } from '../context.ts';
import { secretSource } from '../file/secrets.ts';
import { changesAnything, makePlan, type WholePlan, whatIsLeft } from '../plan/make-plan.ts';
import { planDocument } from '../plan/plan-document.ts';
import { changeTitle, countsText, extraText, planText } from '../plan/plan-text.ts';
import { requestsText } from '../server/request-count.ts';
import { atDesk, type Desk, refuse } from './desk.ts';

/** What `apply` is told. */
export interface ApplyFlags {
  readonly yes: boolean;
  readonly only?: readonly string[];
  readonly prune: boolean;
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
  const made = await makePlan(desk, { ...flags, only: flags.only ?? [] }, context);
  if (!made.ok) return refuse(context, made);
  const whole = made.value;
  desk.live.clear();
  const page = { colours: coloursFor(context.stdout, context.env), width: context.stdout.columns };
  if (!flags.json) context.stdout.write(`${planText(whole, page)}\n`);
  if (!changesAnything(whole)) return tell(context, flags, { desk, whole, written: 0, left: whole.plan });

  const agreed = await askAbout(context, flags, whole);
  if (!agreed.writes) return refuse(context, { text: 'not agreed: nothing was written', exit: exitCodes.failed });

  const result = await applyPlan({
    client: desk.client,
    plan: whole.plan,
    secrets: secretSource({ env: context.env, folder: desk.folder }),
    onProgress(progress) {
      desk.soFar(`wrote ${progress.done} of ${progress.total}`);
      desk.live.say(progressLine(progress));
    },
    signal: context.signal,
  });
  desk.live.clear();
  if (!result.ok) {
    const lines = result.problems.map(({ message, hint }) => `  ${message}\n    ${hint}`);
    const heading = result.written === 0 ? 'nothing was written' : `only ${result.written} were written`;
    return refuse(context, { text: `${heading}:\n${lines.join('\n')}`, exit: exitCodes.failed });
  }
  const pruned = agreed.removals ? await prune(context, desk, whole) : undefined;
  const left = await whatIsLeft(desk, whole, context);
  desk.live.clear();
  return tell(context, flags, { desk, whole, written: result.written, left, ...(pruned && { pruned }) });
}

/** Asks about writing and about removing, each by itself. `--yes` is the answer to both, and removes only with `--prune`. */
async function askAbout(
  context: BootstrapContext,
  { yes }: ApplyFlags,
  { plan, prune: planned }: WholePlan,
): Promise<{ writes: boolean; removals: boolean }> {
  const count = planned?.removals.length ?? 0;
  const writes = yes || plan.writes.length === 0 || (await says(context, 'Make these changes?'));
  if (!writes || count === 0) return { writes, removals: false };
  const these = count === 1 ? 'this thing' : `these ${count} things`;
  return { writes, removals: yes || (await says(context, `Remove ${these} from the server, for good?`)) };
}

async function says(context: BootstrapContext, question: string): Promise<boolean> {
  return /^(y|yes)$/i.test((await context.ask(`${question} [y/N] `)).trim());
}

async function prune(context: BootstrapContext, desk: Desk, whole: WholePlan): Promise<PruneResult> {
  const { plan, prune: planned = { removals: [], kept: [] } } = whole;
  const written = plan.writes.length;
  const result = await applyPrune({
    client: desk.client,
    plan,
    prune: planned,
    onProgress({ address, done, total }) {
      desk.soFar(`wrote ${written} of ${written} and removed ${done} of ${total}`);
      desk.live.say(`[${String(done).padStart(String(total).length)}/${total}] remove ${extraText(address)}`);
    },
    signal: context.signal,
  });
  desk.live.clear();
  return result;
}

interface End {
  readonly desk: Desk;
  readonly whole: WholePlan;
  readonly written: number;
  readonly left: LabPlan;
  /** Absent when nothing was to be removed, or that was not agreed. */
  readonly pruned?: PruneResult;
}

/** Says how it ended: the proof is that nothing is left to do. */
function tell(context: BootstrapContext, flags: ApplyFlags, end: End): ExitCode {
  const { desk, whole, written, left, pruned = { removed: 0, refused: [] } } = end;
  const isVerified = left.writes.length === 0;
  const used = desk.requests();
  if (flags.json) {
    const removed = {
      removed: pruned.removed,
      refused: pruned.refused.map((one) => ({ ...one.address, reason: one.reason })),
    };
    const document = { ...planDocument(desk.lab.name, whole, used), written, ...removed, verified: isVerified };
    context.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  } else if (written + pruned.removed > 0) {
    const colours = coloursFor(context.stdout, context.env);
    const done = [
      ...(written > 0 ? [`Wrote ${written}.`] : []),
      ...(pruned.removed > 0 ? [`Removed ${pruned.removed}.`] : []),
    ];
    const proof = isVerified ? ` Verified. ${countsText({ plan: left }, { colours })}` : '';
    context.stdout.write(`\n${done.join(' ')}${proof}\n`);
  }
  context.stderr.write(`\n${requestsText(used)}\n`);
  return failureOf(context, end) ?? exitCodes.done;
}

/** Why it did not end well; undefined when it did. */
function failureOf(context: BootstrapContext, { whole, left, pruned }: End): ExitCode | undefined {
  const exit = exitCodes.failed;
  if (left.writes.length > 0) {
    const titles = left.writes.map(({ change }) => `  ${changeTitle(change)}`);
    const text = `read again, the server still differs from the file:\n${titles.join('\n')}\nSomebody else may be changing it: run plan.`;
    return refuse(context, { text, exit });
  }
  if (pruned !== undefined && pruned.refused.length > 0) {
    const lines = pruned.refused.map(({ address, reason }) => `  ${extraText(address)}: ${reason}`);
    return refuse(context, { text: `the server would not remove everything:\n${lines.join('\n')}`, exit });
  }
  const wanted = whole.prune?.removals.length ?? 0;
  if (wanted === 0 || pruned !== undefined) return undefined;
  return refuse(context, { text: 'not agreed: nothing was removed', exit });
}

function progressLine({ change, done, total, afterConflict }: ApplyProgress): string {
  const note = afterConflict ? ' (somebody had changed it meanwhile; read again and written over what was there)' : '';
  return `[${String(done).padStart(String(total).length)}/${total}] ${changeTitle(change)}${note}`;
}
