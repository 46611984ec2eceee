import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MachineDocument } from '../../machines/state.ts';
import { kubeconfigOf } from './target.ts';

const kubeconfig = JSON.stringify({
  'current-context': 'dev',
  clusters: [{ name: 'dev', cluster: { server: 'https://127.0.0.1:1' } }],
  users: [{ name: 'admin', user: { token: 'hunter22' } }],
  contexts: [{ name: 'dev', context: { cluster: 'dev', user: 'admin' } }],
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'target-'));
  await writeFile(join(folder, 'kubeconfig'), kubeconfig);
});
afterAll(() => rm(folder, { recursive: true }));

type Style = MachineDocument['Endpoint']['CommunicationStyle'];

function targetOf(style: Style): MachineDocument {
  // Nothing else of a target is looked at.
  return { Name: 'payments-dev', Slug: 'payments-dev', Endpoint: { CommunicationStyle: style } } as MachineDocument;
}

async function userOf(options: { by: string; asAgents: boolean; style?: Style }) {
  const entry = { file: join(folder, 'kubeconfig') };
  const text = await kubeconfigOf(
    { machine: targetOf(options.style ?? 'KubernetesTentacle') },
    { cluster: 'dev', namespace: 'payments-dev' },
    { kubeconfigs: { [options.by]: entry }, asAgents: options.asAgents },
  );
  return JSON.parse(text).users[0].user;
}

describe('who a step works as', () => {
  const account = 'system:serviceaccount:octopus-agent-payments-dev:octopus-agent-scripts';

  it.each([
    ['the account of its agent’s scripts', { by: 'dev', asAgents: true }, account],
    ['the user of the kubeconfig, unless asked otherwise', { by: 'dev', asAgents: false }, undefined],
    ['the user of a kubeconfig for its target alone', { by: 'payments-dev', asAgents: true }, undefined],
    [
      'the user of the kubeconfig where the target is no agent',
      { by: 'dev', asAgents: true, style: 'Ssh' as const },
      undefined,
    ],
  ])('is %s', async (_who, options, as) => {
    expect(await userOf(options)).toEqual({ token: 'hunter22', ...(as === undefined ? {} : { as }) });
  });
});

it('a target that nobody said how to reach is told of', async () => {
  await expect(
    kubeconfigOf({ machine: targetOf('KubernetesTentacle') }, { cluster: 'dev', namespace: 'x' }, { kubeconfigs: {} }),
  ).rejects.toThrow('--kubeconfig-for dev=FILE');
});
