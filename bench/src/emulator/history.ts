import { createEmulator, type Emulator } from '@octotrain/octopus-emulator';

/** The documents that one deployment leaves, as the server made them. */
type Trace = ReturnType<typeof traceOf>;

interface Kept {
  readonly Id: string;
}

export interface World {
  readonly spaceId: string;
  readonly projectId: string;
  readonly environmentId: string;
  readonly taskId: string;
}

const BATCH = 500;
const DEPLOYMENTS_OF_A_RELEASE = 5;
const STEPS = ['Fetch the chart', 'Upgrade the release', 'Smoke test'];

/**
 * Fills a data folder with so many deployments: one that the server carried out, then copies of all that it left (release, task, logs, audit
 * events) under ids of their own.
 */
export async function fillFolder(data: string, deployments: number): Promise<World> {
  const emulator = await createEmulator({ data, speed: 1_000 });
  const world = await deployOnce(emulator);
  const { store } = emulator.world;
  const trace = traceOf(emulator, world);
  for (let made = 1; made < deployments; made += 1) {
    copyTrace(emulator, trace, made);
    if (made % BATCH === 0) await store.flushed();
  }
  await store.flushed();
  await emulator.close();
  return { ...world, taskId: deployments > 1 ? `ServerTasks-${Math.ceil(deployments / 2)}` : world.taskId };
}

async function deployOnce(emulator: Emulator): Promise<World> {
  const call = caller(emulator);
  const spaceId = 'Spaces-1';
  const at = `/api/${spaceId}`;
  const environment = await call('POST', `${at}/environments`, { Name: 'Production' });
  const lifecycles = await call('GET', `${at}/lifecycles`);
  const groups = await call('GET', `${at}/projectgroups`);
  const project = await call('POST', `${at}/projects`, {
    Name: 'Payments',
    LifecycleId: lifecycles.Items[0].Id,
    ProjectGroupId: groups.Items[0].Id,
  });
  const process = await call('GET', `${at}/deploymentprocesses/${project.DeploymentProcessId}`);
  await call('PUT', `${at}/deploymentprocesses/${project.DeploymentProcessId}`, { ...process, Steps: STEPS.map(step) });
  const release = await call('POST', `${at}/releases`, { ProjectId: project.Id, Version: '1.0.0' });
  const deployment = await call('POST', `${at}/deployments`, { ReleaseId: release.Id, EnvironmentId: environment.Id });
  for (;;) {
    const task = await call('GET', `/api/tasks/${deployment.TaskId}`);
    if (task.State === 'Success') break;
    if (task.IsCompleted) throw new Error(`the deployment ended as ${task.State}: ${task.ErrorMessage}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { spaceId, projectId: project.Id, environmentId: environment.Id, taskId: deployment.TaskId };
}

function step(Name: string): object {
  const Properties = {
    'Octopus.Action.RunOnServer': 'True',
    'Octopus.Action.Script.ScriptSource': 'Inline',
    'Octopus.Action.Script.Syntax': 'Bash',
    'Octopus.Action.Script.ScriptBody': 'for i in 1 2 3 4 5 6; do echo "line $i of the log of this step"; done',
  };
  return { Name, Actions: [{ Name, ActionType: 'Octopus.Script', Properties }] };
}

// biome-ignore lint/suspicious/noExplicitAny: answers of the server are looked into here and there
type Answer = any;

function caller(emulator: Emulator): (method: string, path: string, body?: object) => Promise<Answer> {
  return async (method, path, body) => {
    const response = await emulator.fetch(
      new Request(`http://octopus${path}`, {
        method,
        headers: { 'X-Octopus-ApiKey': emulator.administratorKey },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
}

function traceOf({ world: { store } }: Emulator, { taskId }: World) {
  const task = store.get('ServerTasks', taskId);
  const deployment = store.get('Deployments', task?.SubjectId ?? '');
  const release = store.get('Releases', deployment?.ReleaseId ?? '');
  if (task === undefined || deployment === undefined || release === undefined) throw new Error('nothing was deployed');
  const logs = Array.from(
    { length: STEPS.length + 1 },
    (_, at) => store.get('TaskLogs', `${taskId}/${at}`) ?? [],
  ).flat();
  const events = store.where('Events', 'Related', deployment.Id);
  return { release, deployment, task, logs, events };
}

function copyTrace({ world: { store } }: Emulator, trace: Trace, number: number): void {
  const names = new Map([
    [trace.deployment.Id, store.nextId('Deployments')],
    [trace.task.Id, store.nextId('ServerTasks')],
  ]);
  const releaseNumber = Math.floor(number / DEPLOYMENTS_OF_A_RELEASE);
  const version = `1.0.${releaseNumber}`;
  if (releaseNumber > 0) {
    if (number % DEPLOYMENTS_OF_A_RELEASE === 0) {
      const Id = store.nextId('Releases');
      store.put('Releases', { ...renamed(trace.release, new Map()), Id, Version: version });
    }
    names.set(trace.release.Id, `Releases-${releaseNumber + 1}`);
  }
  store.put('Deployments', renamed(trace.deployment, names));
  store.put('ServerTasks', renamed(trace.task, names));
  for (const log of trace.logs) store.put('TaskLogs', renamed(log, names));
  for (const event of trace.events) store.put('Events', { ...renamed(event, names), Id: store.nextId('Events') });
}

/** A copy in which every id is the new one. */
function renamed<D extends Kept>(document: D, names: ReadonlyMap<string, string>): D {
  let text = JSON.stringify(document);
  for (const [old, name] of names) text = text.replaceAll(new RegExp(`\\b${old}\\b`, 'g'), name);
  // The text of a document with other ids is a document of the same kind.
  return JSON.parse(text) as D;
}
