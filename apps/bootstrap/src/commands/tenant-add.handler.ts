import { coloursFor, type ExitCode, exitCodes } from '@octotrain/command-line';
import { planProblems, tenantPart, verifyLab } from '@octotrain/lab-apply';
import { addTenant, type EditedLab, type Lab, loadLab, type Setting, type TenantWish } from '@octotrain/lab-config';
import type { OctopusClient } from '@octotrain/octopus-client';
import type { BootstrapContext } from '../context.ts';
import { secretSource } from '../file/secrets.ts';
import { requestsText } from '../server/request-count.ts';
import { addDocument } from '../tenant/add-document.ts';
import { draftAsking, missingLines } from '../tenant/ask-values.ts';
import { type LabText, readLabText, writeLabText } from '../tenant/lab-text.ts';
import { exitOf, failureLines, type MadeTenant, makeTenant } from '../tenant/make-tenant.ts';
import { fileChangeText, serverPlanText } from '../tenant/plan-words.ts';
import { problemLines } from '../tenant/problem-text.ts';
import { planTenant, type ServerPlan } from '../tenant/server-plan.ts';
import { undoTenant } from '../tenant/undo.ts';
import { refuse, type Work, withClient } from './desk.ts';

/** What `tenant add` is told. */
export interface TenantAddFlags {
  readonly set?: readonly string[];
  readonly short?: string;
  readonly description?: string;
  readonly like?: string;
  readonly project?: readonly string[];
  readonly environment?: readonly string[];
  readonly tag?: readonly string[];
  readonly space?: string;
  readonly file?: string;
  readonly deployCurrent: boolean;
  readonly wait: number;
  readonly apply: boolean;
  readonly undoOnFailure: boolean;
  readonly yes: boolean;
  readonly json: boolean;
}

/** A tenant as the file will have it. */
interface Edit {
  readonly lab: Lab;
  readonly space: string;
  readonly name: string;
  /** The whole text; undefined when the file says so already. */
  readonly text: string | undefined;
  readonly line: number;
}

/** What a tenant is made with on a server. */
interface ServerWork {
  readonly client: OctopusClient;
  readonly desk: Work;
  readonly lab: LabText;
  readonly edit: Edit;
}

/** Writes a tenant into the file, and makes it on the server. */
export async function tenantAdd(this: BootstrapContext, flags: TenantAddFlags, name?: string): Promise<void> {
  this.setExitCode(await add(this, flags, name));
}

async function add(context: BootstrapContext, flags: TenantAddFlags, name: string | undefined): Promise<ExitCode> {
  const usage = (text: string) => refuse(context, { text, exit: exitCodes.usage });
  const wished = wishOf(flags, name);
  if (typeof wished === 'string') return usage(wished);
  const isAlone = flags.json || !context.stderr.isTTY;
  if (!flags.yes && isAlone)
    return usage('tenant add asks before it writes, and there is nobody to ask here; say --yes');
  const read = await readLabText({ file: flags.file, cwd: context.cwd });
  if (!read.ok) return refuse(context, read);
  const lab = read.value;
  const mayAsk = !isAlone && !flags.yes;
  const draft = await draftAsking(context, { source: lab.source, wish: wished, mayAsk });
  if (!draft.ok)
    return usage(`${wished.name} cannot be added, and nothing was written:\n${problemLines(draft.problems)}`);
  if (draft.missing.length > 0)
    return usage(`${wished.name} needs more values, and nothing was written:\n${missingLines(draft.missing)}`);

  const { space, tenant, isInFile } = draft;
  const edited: EditedLab = isInFile
    ? asItIs(lab, ['spaces', space, 'tenants', wished.name])
    : addTenant({ ...lab.source, space, name: wished.name, tenant });
  if (!edited.ok)
    return usage(`${wished.name} cannot be added, and nothing was written:\n${problemLines(edited.problems)}`);
  const edit = {
    lab: edited.lab,
    space,
    name: wished.name,
    text: isInFile ? undefined : edited.text,
    line: edited.line,
  };
  if (!flags.apply) return addToFile(context, flags, { lab, edit });
  return withClient(context, (client, desk) => addEverywhere(context, flags, { client, desk, lab, edit }));
}

/** Edits the file and asks nothing of a server. */
async function addToFile(context: BootstrapContext, flags: TenantAddFlags, work: { lab: LabText; edit: Edit }) {
  const { lab, edit } = work;
  showFile(context, flags, work);
  if (edit.text !== undefined) {
    if (!(await agreed(context, flags))) return notAgreed(context);
    const saved = await writeLabText(lab, edit.text);
    if (!saved.ok) return refuse(context, saved);
  }
  if (flags.json) context.stdout.write(`${JSON.stringify(addDocument({ ...edit, file: lab.source.file }), null, 2)}\n`);
  else context.stderr.write(`\nnext   pnpm bootstrap apply ${quoted(lab.source.file)}\n`);
  return exitCodes.done;
}

async function addEverywhere(context: BootstrapContext, flags: TenantAddFlags, work: ServerWork): Promise<ExitCode> {
  const { client, desk, lab, edit } = work;
  const { signal, env } = context;
  const { deployCurrent } = flags;
  const secrets = secretSource({ env, folder: lab.folder });
  const { space, name } = edit;
  desk.live.hint('reading the server');
  const plan = await planTenant({ client, lab: edit.lab, space, name, deployCurrent, secrets, signal });
  desk.live.clear();
  const problems = planProblems({ plan: plan.part, secrets });
  if (problems.length > 0) {
    const text = `nothing was written:\n${problemLines(problems.map((one) => ({ ...one, code: 'preflight' })))}`;
    return refuse(context, { text, exit: exitCodes.failed });
  }
  showFile(context, flags, work);
  const page = { colours: coloursFor(context.stdout, env), width: context.stdout.columns };
  if (!flags.json) context.stdout.write(`${serverPlanText(plan, page)}\n`);
  const hasWork = edit.text !== undefined || plan.part.writes.length + plan.agents.length + plan.current.length > 0;
  if (hasWork && !(await agreed(context, flags))) return notAgreed(context);
  if (edit.text !== undefined) {
    const saved = await writeLabText(lab, edit.text);
    if (!saved.ok) return refuse(context, saved);
  }
  let made: MadeTenant;
  try {
    made = await makeTenant(context, { client, secrets, plan, waitMs: flags.wait, live: desk.live });
  } catch (error) {
    desk.live.clear();
    if (!signal.aborted && flags.undoOnFailure) await undo(context, { ...work, plan });
    else sayHow(context, work, plan);
    throw error;
  }
  return finish(context, flags, { ...work, plan, made });
}

async function finish(
  context: BootstrapContext,
  flags: TenantAddFlags,
  end: ServerWork & { plan: ServerPlan; made: MadeTenant },
): Promise<ExitCode> {
  const { client, desk, lab, edit, plan, made } = end;
  const exit = exitOf(made.current);
  desk.live.hint('reading the server again');
  const secrets = secretSource({ env: context.env, folder: lab.folder });
  const left = tenantPart(await verifyLab({ client, lab: edit.lab, secrets, signal: context.signal }), edit);
  desk.live.clear();
  const requests = desk.requests();
  const isVerified = left.writes.length === 0;
  if (flags.json) {
    context.stdout.write(
      `${JSON.stringify(addDocument({ ...edit, file: lab.source.file, plan, made, isVerified, requests }), null, 2)}\n`,
    );
  } else {
    const counts = `Wrote ${made.written}, deployed ${made.current.made}.${isVerified ? ' Verified.' : ''}`;
    context.stdout.write(`\n${counts}\n`);
    const remove = `pnpm bootstrap tenant remove ${quoted(edit.name)} --file ${quoted(lab.source.file)}`;
    context.stderr.write(`${requestsText(requests)}\n\ntake it back   ${remove}\n`);
  }
  if (exit === exitCodes.done)
    return isVerified
      ? exit
      : refuse(context, { text: 'read again, the server still differs: run it again', exit: exitCodes.failed });
  if (exit === exitCodes.failed && flags.undoOnFailure) await undo(context, end);
  const again = exit === exitCodes.waiting ? '\nrun it again to go on waiting' : '';
  const text = `not everything is deployed:\n${failureLines(made.current)}${again}`;
  if (exit === exitCodes.failed && !flags.undoOnFailure) sayHow(context, end, plan);
  return refuse(context, { text, exit });
}

async function undo(context: BootstrapContext, work: ServerWork & { plan: ServerPlan }) {
  const { client, lab, edit, plan } = work;
  const undone = await undoTenant({
    client,
    lab,
    space: edit.space,
    name: edit.name,
    wrote: edit.text,
    wasOnServer: plan.isOnServer,
  });
  context.stderr.write(undone.ok ? 'it failed, and everything was taken back\n' : `bootstrap: ${undone.text}\n`);
}

function sayHow(context: BootstrapContext, { lab, edit }: { lab: LabText; edit: Edit }, plan: ServerPlan): void {
  const remove = `pnpm bootstrap tenant remove ${quoted(edit.name)} --file ${quoted(lab.source.file)}`;
  const kept = plan.isOnServer ? '' : ' --with-deployments';
  context.stderr.write(`to go on, run it again; to take it back:\n  ${remove}${kept}\n`);
}

function showFile(context: BootstrapContext, flags: TenantAddFlags, { lab, edit }: { lab: LabText; edit: Edit }): void {
  if (flags.json) return;
  const page = { colours: coloursFor(context.stdout, context.env), width: context.stdout.columns };
  if (edit.text === undefined) context.stdout.write(`${lab.source.file}:${edit.line} has ${edit.name} already.\n\n`);
  else {
    const added = edit.text
      .slice(sameAtStart(lab.source.text, edit.text))
      .slice(0, edit.text.length - lab.source.text.length);
    context.stdout.write(`${fileChangeText({ file: lab.source.file, line: edit.line, added }, page)}\n\n`);
  }
}

function sameAtStart(before: string, after: string): number {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  return before.lastIndexOf('\n', at - 1) + 1;
}

async function agreed(context: BootstrapContext, { yes }: TenantAddFlags): Promise<boolean> {
  return yes || /^(y|yes)$/i.test((await context.ask('Do this? [y/N] ')).trim());
}

function notAgreed(context: BootstrapContext): ExitCode {
  return refuse(context, { text: 'not agreed: nothing was written', exit: exitCodes.failed });
}

function asItIs({ source }: LabText, place: readonly string[]): EditedLab {
  const loaded = loadLab(source);
  return loaded.ok ? { ok: true, text: source.text, lab: loaded.lab, line: loaded.at(place).line } : loaded;
}

/** What the flags ask for, or what is wrong with them. */
function wishOf(flags: TenantAddFlags, name: string | undefined): TenantWish | string {
  const settings = (flags.set ?? []).map((one): Setting | string => {
    const at = one.indexOf('=');
    return at > 0 ? { key: one.slice(0, at), value: one.slice(at + 1) } : one;
  });
  const bare = settings.filter((one) => typeof one === 'string');
  const problems = [
    ...(name === undefined || name.trim() !== name || /\p{Cc}/u.test(name) || name === ''
      ? ['a tenant needs a name, before the options']
      : []),
    ...bare.map(
      (one) =>
        `--${one.replace(/=$/, '')} needs a value, and no flag of tenant add is called so; see tenant add --help`,
    ),
  ];
  if (problems.length > 0) return problems.join('\n');
  const { space, like, short, description, project, environment, tag } = flags;
  return {
    name: name ?? '',
    settings: settings.filter((one) => typeof one !== 'string'),
    ...(space === undefined ? {} : { space }),
    ...(like === undefined ? {} : { like }),
    ...(short === undefined ? {} : { short }),
    ...(description === undefined ? {} : { description }),
    ...(project === undefined || project.length === 0 ? {} : { projects: project }),
    ...(environment === undefined || environment.length === 0 ? {} : { environments: environment }),
    ...(tag === undefined || tag.length === 0 ? {} : { tags: tag }),
  };
}

function quoted(word: string): string {
  return /^[\w./\\:-]+$/.test(word) ? word : `"${word}"`;
}
