import { join } from 'node:path';
import { applyLab, bringToFridayMorning, registerAgents } from '@octotrain/lab-apply';
import { finpayDeployAddress, finpayLab, gitRunner, loadLab, makeDeployRepository } from '@octotrain/lab-config';
import { createOctopusClient } from '@octotrain/octopus-client';
import { createEmulator, programGit, type State } from '@octotrain/octopus-emulator';

/** FinPay on Friday morning, everything at 1.0.0, with the project that keeps trains and asks for their approvals. */
export interface Friday {
  readonly state: State;
  /** FinPay's deploy repository. */
  readonly repository: string;
}

const speed = 1000;

export async function makeFriday(folder: string): Promise<Friday> {
  const made = await makeDeployRepository({ directory: join(folder, 'finpay-deploy'), run: gitRunner });
  if (!made.ok) throw new Error(made.message);
  const lab = loadLab(finpayLab);
  if (!lab.ok) throw new Error('FinPay’s lab does not load');
  const emulator = await createEmulator({ speed, git: programGit({ [finpayDeployAddress]: made.directory }) });
  const { url } = await emulator.listen();
  const connect = (apiKey: string) => createOctopusClient({ url, auth: { apiKey }, requestsPerMinute: 0 });
  const client = connect(emulator.administratorKey);
  await applyLab({ client, lab: lab.lab });
  await registerAgents({ client, lab: lab.lab });
  const morning = await bringToFridayMorning({ client, keyOf: emulator.keyOf, connect, pollEveryMs: 20 });
  if (!morning.ok) throw new Error(JSON.stringify(morning.failures));
  const state = emulator.snapshot();
  await emulator.close();
  return { state, repository: made.directory };
}
