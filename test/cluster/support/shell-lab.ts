import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createProgramRunner } from '@octotrain/kube-kit';
import { applyLab, registerAgents } from '@octotrain/lab-apply';
import { finpayDeployAddress, finpayLab, gitRunner, loadLab, makeDeployRepository } from '@octotrain/lab-config';
import { createOctopusClient, type OctopusClient } from '@octotrain/octopus-client';
import { createEmulator, type Emulator, programGit } from '@octotrain/octopus-emulator';
import type { TestCluster } from './test-cluster.ts';

/** Where a release goes. */
interface Place {
  readonly environment: string;
  readonly tenant?: string;
}

/** Where a runbook runs, and what it asks for. */
interface RunbookPlace {
  readonly environment: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** FinPay on a server whose steps run for real, both of its clusters being one. */
export interface ShellLab {
  readonly emulator: Emulator;
  readonly client: OctopusClient;
  /** Folder of FinPay's deployment repository. */
  readonly repository: string;
  /** Makes a release at the tag of its version, and gives the logs of what the server deploys of it by itself, which must succeed. */
  released(space: string, project: string, version: string): Promise<string>;
  /** Deploys a release and gives the log of the task, which must succeed. */
  deployed(space: string, project: string, version: string, place: Place): Promise<string>;
  /** Makes a release whose deployment takes long, and gives the task of that. */
  begun(space: string, project: string, version: string): Promise<string>;
  /** Cancels a task, waits until it has ended, and gives its state. */
  cancelled(taskId: string): Promise<string | undefined>;
  /** Commits changes of files to the deployment repository, and tags them as a version. */
  committed(version: string, changes: Readonly<Record<string, (text: string) => string>>): Promise<void>;
  /** Runs a runbook and gives the log of the task, which must succeed. */
  ran(space: string, project: string, runbook: string, how: RunbookPlace): Promise<string>;
  close(): Promise<void>;
}

/** Opens it. Nothing has been deployed. */
export async function openShellLab(
  on: Pick<TestCluster, 'kubeconfig' | 'context' | 'programs'>,
  { asAgents = false } = {},
): Promise<ShellLab> {
  const folder = await mkdtemp(join(tmpdir(), 'octotrain-shell-'));
  const made = await makeDeployRepository({ directory: join(folder, 'finpay-deploy'), run: gitRunner });
  const loaded = loadLab(finpayLab);
  if (!made.ok || !loaded.ok) throw new Error('FinPay cannot be made');
  const environment = { PATH: process.env.PATH, HOME: folder };
  const reached = { file: on.kubeconfig, context: on.context };
  const emulator = await createEmulator({
    data: join(folder, 'server'),
    git: programGit({ [finpayDeployAddress]: made.directory }),
    // A server takes up to half a minute until it deploys by itself: here the least.
    random: { uuid: randomUUID, integer: (below) => (below > 1_000 ? 0 : randomInt(below)) },
    executor: {
      kind: 'shell',
      run: createProgramRunner({ env: environment, platform: process.platform }),
      programs: { bash: 'bash', helm: on.programs.paths.helm, kubectl: on.programs.paths.kubectl },
      kubeconfigs: { 'kind-finpay-dev': reached, 'kind-finpay-prod': reached },
      environment,
      asAgents,
    },
  });
  const client = createOctopusClient({
    url: 'http://octopus.invalid',
    auth: { apiKey: emulator.administratorKey },
    requestsPerMinute: 0,
    fetch: (request) => emulator.fetch(request),
  });
  await applyLab({ client, lab: loaded.lab });
  await registerAgents({ client, lab: loaded.lab });

  async function succeeded(taskIds: readonly string[]): Promise<string> {
    const results = await client.tasks.wait({ taskIds: [...taskIds], pollEveryMs: 100 });
    const logs: string[] = [];
    for (const { task } of results) {
      const { data } = await client.api.GET('/api/tasks/{id}/raw', {
        params: { path: { id: task?.Id ?? '' } },
        parseAs: 'text',
      });
      logs.push(String(data));
      if (task?.State !== 'Success') throw new Error(`${task?.State}: ${task?.ErrorMessage}\n${data}`);
    }
    return logs.join('\n');
  }

  /** Makes a release at the tag of its version, and gives the tasks of what the server deploys of it by itself. */
  async function automatic(spaceName: string, project: string, version: string): Promise<string[]> {
    const space = await client.space(spaceName);
    const own = await space.projects.get(project);
    const path = { spaceId: space.id, id: own.DeploymentProcessId };
    const { data } = await client.api.GET('/api/{spaceId}/deploymentprocesses/{id}', { params: { path } });
    const steps = data.Steps.filter(({ Actions }) => Actions.some(({ GitDependencies }) => GitDependencies.length > 0));
    const gitResources = Object.fromEntries(steps.map(({ Name }) => [Name, `v${version}`]));
    const release = await space.releases.create({ project, version, gitResources });
    const owed = () =>
      emulator.world.store.all('AutomaticDeployments').some(({ ReleaseId }) => ReleaseId === release.id);
    while (owed()) await new Promise((resolve) => setTimeout(resolve, 50));
    const params = { path: { spaceId: space.id, id: release.id } };
    const deployments = await client.pages('/api/{spaceId}/releases/{id}/deployments', { params }).toArray();
    return deployments.map(({ TaskId }) => TaskId);
  }

  return {
    emulator,
    client,
    repository: made.directory,
    async released(space, project, version) {
      return succeeded(await automatic(space, project, version));
    },
    async begun(space, project, version) {
      const [taskId = ''] = await automatic(space, project, version);
      return taskId;
    },
    async cancelled(taskId) {
      await client.api.POST('/api/tasks/{id}/cancel', { params: { path: { id: taskId } } });
      const [result] = await client.tasks.wait({ taskIds: [taskId], pollEveryMs: 100 });
      return result?.task?.State;
    },
    async committed(version, changes) {
      for (const [name, change] of Object.entries(changes)) {
        const path = join(made.directory, name);
        await writeFile(path, change(await readFile(path, 'utf8')));
      }
      const git = (...args: string[]) => gitRunner({ args, cwd: made.directory });
      const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
      await git(...who, 'commit', '--quiet', '--all', '--message', version);
      await git('tag', `v${version}`);
    },
    async deployed(spaceName, project, release, { environment, tenant }) {
      const space = await client.space(spaceName);
      const what = { project, release };
      const { taskIds } = await space.deployments.deploy(
        tenant === undefined ? { ...what, environments: [environment] } : { ...what, environment, tenants: [tenant] },
      );
      return succeeded(taskIds);
    },
    async ran(spaceName, project, runbook, { environment, variables = {} }) {
      const space = await client.space(spaceName);
      const { taskIds } = await space.runbooks.run({ project, runbook, environments: [environment], variables });
      return succeeded(taskIds);
    },
    async close() {
      await emulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
