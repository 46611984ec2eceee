import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gitRunner } from '@octotrain/lab-config';
import type { OctopusClient } from '@octotrain/octopus-client';

/** Lets helm wait no longer than this for pods of fraud-detector, where it would take five minutes. */
export async function waitAtMost(client: OctopusClient, timeout: string): Promise<void> {
  const { api } = client;
  const { projects, id: spaceId } = await client.space('Payments');
  const { DeploymentProcessId: id } = await projects.get('fraud-detector');
  const params = { path: { spaceId, id } };
  const { data: process } = await api.GET('/api/{spaceId}/deploymentprocesses/{id}', { params });
  const Steps = process.Steps.map((step) => ({
    ...step,
    Actions: step.Actions.map((action) => ({
      ...action,
      Properties: { ...action.Properties, 'Octopus.Action.Helm.Timeout': timeout },
    })),
  }));
  await api.PUT('/api/{spaceId}/deploymentprocesses/{id}', { params, body: { ...process, Steps } });
}

/** A commit on the branch that releases are made from, with an image that no registry has. */
export async function commitBrokenImage(directory: string): Promise<void> {
  const values = join(directory, 'charts/fraud-detector/values.yaml');
  await writeFile(values, (await readFile(values, 'utf8')).replace(/tag: .+/, 'tag: broken'));
  const author = ['-c', 'user.name=Sarah Chen', '-c', 'user.email=sarah.chen@finpay.example'];
  const message = 'fraud-detector: an image that nobody has pushed';
  const committed = await gitRunner({ args: [...author, 'commit', '--all', '--message', message], cwd: directory });
  if (committed.exitCode !== 0) throw new Error(committed.stderr);
}
