import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmulatorOptions } from '../emulator.ts';
import type { ShellOptions } from '../execution/shell/shell-options.ts';
import { type FinPay, startFinPay } from './finpay.ts';
import { type RecordedPrograms, recordedPrograms } from './recorded-programs.ts';
import { addByHand, deployed } from './steps.ts';

/** What recorded programs do. */
export type Behave = Parameters<typeof recordedPrograms>[0]['behave'];

/** A server whose programs are recorded. */
export interface ShellServer {
  readonly finpay: FinPay;
  readonly programs: RecordedPrograms;
  /** The command lines that were run. */
  words(): string[];
}

/** A place for such servers: a folder with a kubeconfig whose context is `kind-dev`. */
export interface ShellPlace {
  readonly folder: string;
  /** Opens a server that reaches the cluster of its Development, unless told what it reaches; its steps work in `folder/work`. */
  open(behave?: Behave, more?: EmulatorOptions, kubeconfigs?: ShellOptions['kubeconfigs']): Promise<ShellServer>;
  remove(): Promise<void>;
}

export async function makeShellPlace(): Promise<ShellPlace> {
  const folder = await mkdtemp(join(tmpdir(), 'shell-server-'));
  const file = join(folder, 'kubeconfig');
  const config = {
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name: 'u', user: { token: 'token-of-the-cluster' } }],
    contexts: [{ name: 'kind-dev', context: { cluster: 'c', user: 'u' } }],
  };
  await writeFile(file, JSON.stringify(config));
  const reached = { 'kind-dev': { file, context: 'kind-dev' } };
  return {
    folder,
    async open(behave, more = {}, kubeconfigs = reached) {
      const programs = recordedPrograms({ kubeconfigs, ...(behave && { behave }) });
      const finpay = await startFinPay({ executor: { ...programs.options, folder: join(folder, 'work') }, ...more });
      return { finpay, programs, words: () => programs.calls.map(({ words }) => words) };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Deploys a process of these steps to Development, in a namespace of its own, and gives the task and its log. */
export async function deploySteps(finpay: FinPay, steps: readonly object[], variables: readonly object[] = []) {
  const project = await addByHand(finpay, steps);
  await finpay.putVariables(project.VariableSetId, [{ Name: 'Namespace', Value: 'payments-dev' }, ...variables]);
  const { TaskId } = await deployed(finpay);
  const task = await finpay.settle(TaskId);
  return { task, log: await finpay.send<string>('GET', `/api/tasks/${TaskId}/raw`) };
}

/** A step with more properties of its action. */
export function withProperties(step: object, properties: object): object {
  const [action] = Object(step).Actions;
  return { ...step, Actions: [{ ...action, Properties: { ...action.Properties, ...properties } }] };
}
