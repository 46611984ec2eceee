import type { Checked } from '@octotrain/checked-yaml';
import { type ExitCode, exitCodes } from '@octotrain/command-line';
import { contextsOf } from '@octotrain/kube-kit';
import { canonicalJson, loadTrain, makePlan, type Plan, type Train } from '@octotrain/train-engine';
import type { Connection } from '../connect/connection.ts';
import { sha256 } from '../journal/chain.ts';
import { lackingPermissions } from '../server/check-permissions.ts';
import { observe } from '../server/observe.ts';
import { faultProblems, problemsText } from '../view/problems.ts';
import type { Desk } from './desk.ts';
import { findTrainFile } from './train-file.ts';

/** A train file that was read and found whole. */
export interface Loaded {
  readonly train: Train;
  readonly file: string;
  /** Position of a value of the file. */
  readonly at: Extract<Checked<Train>, { ok: true }>['at'];
}

/** Something, or the exit code after the reason was told. */
export type Or<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly exit: ExitCode };

/** Reads and checks a train file; every problem is told at once, and no request is made. */
export async function loadTrainFile(at: Desk, name: string): Promise<Or<Loaded>> {
  const found = await findTrainFile({ name, cwd: at.context.cwd });
  if ('tried' in found) {
    at.say(`no train file \`${name}\`${found.suggestion ? `: did you mean \`${found.suggestion}\`?` : ''}`);
    at.say(`looked for: ${found.tried.join('\n            ')}`);
    return { ok: false, exit: exitCodes.usage };
  }
  const loaded = loadTrain({ text: found.text, file: found.name });
  if (!loaded.ok) {
    at.say(problemsText({ file: found.name, problems: loaded.problems, look: at.look() }));
    return { ok: false, exit: exitCodes.usage };
  }
  return { ok: true, value: { train: loaded.value, file: found.name, at: loaded.at } };
}

/** Asks the server and makes the plan; faults are told with the line of the file they belong to. */
export async function planTrain(
  at: Desk,
  loaded: Loaded,
  connection: Connection,
  requestedBy: string | undefined,
): Promise<Or<{ plan: Plan; planHash: string }>> {
  const observing = await observe({
    api: connection.client.api,
    train: loaded.train,
    requestedBy,
    contexts: await knownContexts(loaded.train, connection),
    now: connection.clock.now(),
    autoWaitMs: connection.settings.autoWaitMs,
  });
  if (!observing.ok) {
    at.say(`${observing.message}: ${observing.hint}`);
    return { ok: false, exit: exitCodes.failed };
  }
  const planning = makePlan(loaded.train, observing.observed);
  if (!planning.ok) {
    at.say(problemsText({ file: loaded.file, problems: faultProblems(planning.faults, loaded.at), look: at.look() }));
    return { ok: false, exit: exitCodes.failed };
  }
  const lacking = await lackingPermissions(connection.client.api, planning.plan);
  if (lacking.length > 0) {
    at.say(`the train may not do all of this, and nothing was changed:\n  ${lacking.join('\n  ')}`);
    at.say('give the account of OCTOPUS_API_KEY a role with these permissions');
    return { ok: false, exit: exitCodes.notPermitted };
  }
  return { ok: true, value: { plan: planning.plan, planHash: sha256(canonicalJson(planning.plan)) } };
}

/** The contexts of the kubeconfig, read only when a smoke test asks a cluster. */
async function knownContexts(train: Train, { kubeconfig }: Connection): Promise<readonly string[] | null> {
  if (!kubeconfig || train.cars.every((car) => car.smoke.every((smoke) => smoke.kind === 'step'))) return null;
  const contexts = await contextsOf(kubeconfig);
  return contexts.ok ? contexts.value : [];
}

/** What makes two invocations the same train: the file's meaning and who asks for it. */
export function fileHashOf(train: Train, requestedBy: string | undefined): string {
  return sha256(canonicalJson({ train, requestedBy: requestedBy?.toLowerCase() ?? null }));
}
