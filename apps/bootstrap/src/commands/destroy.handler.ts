import { coloursFor, type ExitCode, exitCodes } from '@octotrain/command-line';
import { type DestroyPlan, destroyLab, type OpenTask, planDestroy } from '@octotrain/lab-apply';
import type { BootstrapContext } from '../context.ts';
import { destroyDocument } from '../destroy/destroy-document.ts';
import { addressText, destroyText, openTaskText } from '../destroy/destroy-text.ts';
import { requestsText } from '../server/request-count.ts';
import { atDesk, type Desk, refuse } from './desk.ts';

/** What `destroy` is told. */
export interface DestroyFlags {
  readonly yesDestroy?: string;
  readonly withUnknown: boolean;
  readonly keepPeople: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** Removes what the lab has made. */
export async function destroy(this: BootstrapContext, flags: DestroyFlags, file?: string): Promise<void> {
  if (flags.yesDestroy === undefined && !flags.dryRun && (flags.json || !this.stderr.isTTY)) {
    const text =
      'destroy asks for the name of the lab, and there is nobody to ask here; say --yes-destroy with that name, or look first with --dry-run';
    this.setExitCode(refuse(this, { text, exit: exitCodes.usage }));
    return;
  }
  await atDesk(this, file, (desk) => destroyAtDesk(this, flags, desk));
}

async function destroyAtDesk(context: BootstrapContext, flags: DestroyFlags, desk: Desk): Promise<ExitCode> {
  const { lab, client, live } = desk;
  const { signal } = context;
  if (flags.yesDestroy !== undefined && flags.yesDestroy !== lab.name) {
    const text = `--yes-destroy says "${flags.yesDestroy}", and the lab is called "${lab.name}": nothing was removed`;
    return refuse(context, { text, exit: exitCodes.usage });
  }
  const request = { client, lab, keepPeople: flags.keepPeople, signal };
  live.hint('reading the server');
  const plan = await planDestroy(request);
  live.clear();
  const isEmpty = plan.spaces.length === 0 && plan.removals.length === 0;
  const page = { colours: coloursFor(context.stdout, context.env), width: context.stdout.columns ?? 80 };
  if (!flags.json) context.stdout.write(`${destroyText(plan, page)}\n`);

  const obstacle = flags.dryRun || isEmpty ? undefined : obstacleOf(plan, flags);
  if (obstacle !== undefined) return ended({ removed: 0, text: obstacle });
  if (flags.dryRun || isEmpty) return ended({ removed: 0 });
  if (flags.yesDestroy === undefined) {
    const answer = await context.ask(`Type the name of the lab, ${lab.name}, to remove all this: `);
    if (answer.trim() !== lab.name) return ended({ removed: 0, text: 'that is not its name: nothing was removed' });
  }

  const result = await destroyLab({
    client,
    plan,
    onProgress({ step, done, total }) {
      desk.soFar(`did ${done} of ${total} steps`);
      live.say(`[${String(done).padStart(String(total).length)}/${total}] ${step}`);
    },
    signal,
  });
  live.clear();
  if (!result.ok) return ended({ removed: 0, text: openTasksText(result.openTasks) });
  live.hint('reading the server again');
  const left = await planDestroy(request);
  live.clear();
  if (left.spaces.length + left.removals.length === 0) return ended({ removed: result.removed, isVerified: true });
  const still = [
    ...left.spaces.map(({ space }) => `space ${space.Name}`),
    ...left.removals.map(({ address }) => addressText(address)),
  ];
  const text = `read again, the server still has\n${still.map((one) => `  ${one}`).join('\n')}\nSomebody else may be changing it: run it again.`;
  return ended({ removed: result.removed, text });

  function ended(end: { removed: number; isVerified?: boolean; text?: string }): ExitCode {
    const { removed, isVerified = false, text } = end;
    const requests = desk.requests();
    if (flags.json) {
      const document = { ...destroyDocument(plan), removed, verified: isVerified, requests };
      context.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    } else if (isVerified) {
      context.stdout.write(`\nRemoved all of ${lab.name} in ${removed} steps. Verified: nothing of it is left.\n`);
    }
    context.stderr.write(`\n${requestsText(requests)}\n`);
    return text === undefined ? exitCodes.done : refuse(context, { text, exit: exitCodes.failed });
  }
}

/** What keeps a lab from being destroyed. */
function obstacleOf({ openTasks, unknown }: DestroyPlan, { withUnknown }: DestroyFlags): string | undefined {
  if (openTasks.length > 0) return openTasksText(openTasks);
  if (unknown.length === 0 || withUnknown) return undefined;
  const what = unknown.length === 1 ? 'a thing' : `${unknown.length} things`;
  return `${what} would go that the file does not know, as told above: nothing was removed\nRemove it yourself, add it to the file, or say --with-unknown.`;
}

function openTasksText(tasks: readonly OpenTask[]): string {
  const count = tasks.length === 1 ? 'a task has' : `${tasks.length} tasks have`;
  const lines = tasks.map((task) => `  ${openTaskText(task)}`);
  return `${count} not ended: nothing was removed\n${lines.join('\n')}\nWait for it, or cancel it, and run it again.`;
}
