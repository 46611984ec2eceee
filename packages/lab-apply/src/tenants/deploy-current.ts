import type { Clock, Interruption, OctopusClient, TaskState } from '@octotrain/octopus-client';
import { isFinal } from '../friday/standings.ts';
import { wallClock } from '../friday/wall-clock.ts';
import { collect } from '../read/collect.ts';
import { nextDeployment, type OwnDeployment } from './next-deployment.ts';
import type { ProjectPlan } from './plan-current.ts';

type Client = Pick<OctopusClient, 'api' | 'pages' | 'space' | 'tasks' | 'interruptions' | 'url'>;

/** A deployment that is told of. */
export interface TenantDeployment {
  readonly project: string;
  readonly environment: string;
  readonly version: string;
  /** Where people see it. */
  readonly link: string;
}

/** What happens while a tenant gets what the others run. */
export type CurrentEvent =
  | ({ readonly event: 'deploying' | 'adopted' | 'deployed' } & TenantDeployment)
  /** A manual step waits for one of these teams. */
  | ({ readonly event: 'asked'; readonly title: string } & TenantDeployment);

/** A deployment that did not end well, or not in time. */
export interface CurrentFailure extends TenantDeployment {
  readonly reason: 'failed' | 'waits for a person' | 'takes too long';
  readonly message: string;
}

/** How many deployments were made, and what is left. */
export interface CurrentResult {
  readonly made: number;
  readonly failures: readonly CurrentFailure[];
}

interface Options {
  readonly client: Client;
  readonly space: string;
  readonly tenant: string;
  readonly plan: readonly ProjectPlan[];
  readonly clock?: Clock;
  /** Default: 1000. */
  readonly pollEveryMs?: number;
  /** How long one deployment may take, people included. Default: 30 minutes. */
  readonly timeoutMs?: number;
  /** How long the server may take to begin what it does by itself. Default: 20 s. */
  readonly automaticWithinMs?: number;
  readonly onEvent?: (event: CurrentEvent) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Deploys to a tenant what it shall run, project by project side by side, each in the order of its lifecycle. Looks first:
 * what is under way is waited for, what succeeded is not done again, so it can be killed and run again. A deployment that
 * fails is a result; requests that fail throw an OctopusError.
 */
export async function deployCurrent(options: Options): Promise<CurrentResult> {
  // Nothing is left running when one of them throws.
  const ended = await Promise.allSettled(options.plan.map((plan) => deployProject(options, plan)));
  const results = ended.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
  return {
    made: results.reduce((sum, { made }) => sum + made, 0),
    failures: results.flatMap(({ failures }) => failures),
  };
}

async function deployProject(options: Options, plan: ProjectPlan): Promise<CurrentResult> {
  const { client, clock = wallClock, onEvent, signal } = options;
  const { pollEveryMs = 1000, automaticWithinMs = 20_000 } = options;
  const space = await client.space(options.space);
  const told = new Set<string>();
  let made = 0;
  for (;;) {
    signal?.throwIfAborted();
    const own = await readOwn(options, plan);
    const next = nextDeployment(plan.choices, own);
    if (next.kind === 'done') return { made, failures: [] };
    if (next.kind === 'wait') {
      const active = own.filter(({ taskId }) => next.taskIds.includes(taskId));
      for (const one of active) if (!told.has(one.taskId)) onEvent?.({ event: 'adopted', ...shown(one) });
      const failure = await waitFor(active);
      if (failure) return { made, failures: [failure] };
      continue;
    }
    const { release, environment, isAutomatic } = next;
    if (isAutomatic && (await appears(release.id, environment))) continue;
    const deployed = await space.deployments.deploy({
      project: plan.project,
      release: release.id,
      environment,
      tenants: [options.tenant],
      ...(signal === undefined ? {} : { signal }),
    });
    made += 1;
    for (const { taskId } of deployed.deployments) {
      const one = {
        releaseId: release.id,
        environment,
        taskId,
        state: 'Queued' as TaskState,
        version: release.version,
      };
      told.add(taskId);
      onEvent?.({ event: 'deploying', ...shown(one) });
      const failure = await waitFor([one]);
      if (failure) return { made, failures: [failure] };
    }
  }

  function shown({ environment, version, taskId }: Own): TenantDeployment {
    return { project: plan.project, environment, version, link: `${client.url}/app#/${space.id}/tasks/${taskId}` };
  }

  /** Whether the server begins a deployment by itself, in the time that it may take. */
  async function appears(releaseId: string, environment: string): Promise<boolean> {
    for (const until = clock.now() + automaticWithinMs; clock.now() < until; ) {
      const own = await readOwn(options, plan);
      if (own.some((one) => one.releaseId === releaseId && one.environment === environment)) return true;
      await clock.sleep(pollEveryMs, signal);
    }
    return false;
  }

  async function waitFor(deployments: readonly Own[]): Promise<CurrentFailure | undefined> {
    const until = clock.now() + (options.timeoutMs ?? 30 * 60_000);
    const asked = new Set<string>();
    const open = new Map(deployments.map((one) => [one.taskId, one]));
    while (open.size > 0) {
      signal?.throwIfAborted();
      const tasks = await client.tasks.get([...open.keys()]);
      for (const [taskId, one] of open) {
        const task = tasks.get(taskId);
        if (task === undefined || !isFinal(task.State)) continue;
        if (task.State !== 'Success')
          return { ...shown(one), reason: 'failed', message: task.ErrorMessage || `its task is ${task.State}` };
        onEvent?.({ event: 'deployed', ...shown(one) });
        open.delete(taskId);
      }
      const waiting = [...open.values()].filter(({ taskId }) => tasks.get(taskId)?.HasPendingInterruptions);
      for (const question of await pending(client, space.id, waiting)) {
        const one = open.get(question.TaskId);
        if (one === undefined || asked.has(question.Id)) continue;
        asked.add(question.Id);
        onEvent?.({ event: 'asked', title: question.Title, ...shown(one) });
      }
      const [first] = waiting.length > 0 ? waiting : open.values();
      if (first !== undefined && clock.now() >= until) {
        const isAsked = waiting.length > 0;
        const reason = isAsked ? 'waits for a person' : 'takes too long';
        return { ...shown(first), reason, message: isAsked ? 'nobody has answered yet' : 'it is not over yet' };
      }
      if (open.size > 0) await clock.sleep(pollEveryMs, signal);
    }
    return undefined;
  }
}

interface Own extends OwnDeployment {
  readonly version: string;
}

/** What of a project was deployed to the tenant, newest first. */
async function readOwn(options: Options, { project, choices }: ProjectPlan): Promise<readonly Own[]> {
  const { client, signal } = options;
  const space = await client.space(options.space);
  const [{ Id: projectId }, { Id: tenantId }, environments] = await Promise.all([
    space.projects.get(project),
    space.tenants.get(options.tenant),
    space.environments.all(),
  ]);
  const deployments = await collect(
    client.pages('/api/{spaceId}/deployments', {
      params: { path: { spaceId: space.id }, query: { projects: projectId, tenants: tenantId } },
      ...(signal === undefined ? {} : { signal }),
    }),
  );
  const tasks = await client.tasks.get(deployments.map(({ TaskId }) => TaskId));
  const versions = new Map(choices.flatMap(({ release }) => (release ? [[release.id, release.version]] : [])));
  return deployments.flatMap(({ ReleaseId, EnvironmentId, TaskId }) => {
    const environment = environments.find(({ Id }) => Id === EnvironmentId)?.Name;
    const state = tasks.get(TaskId)?.State;
    if (environment === undefined || state === undefined) return [];
    return [
      { releaseId: ReleaseId, environment, taskId: TaskId, state, version: versions.get(ReleaseId) ?? ReleaseId },
    ];
  });
}

async function pending(client: Client, spaceId: string, waiting: readonly Own[]): Promise<readonly Interruption[]> {
  if (waiting.length === 0) return [];
  return client.interruptions.list({ spaceId, taskIds: waiting.map(({ taskId }) => taskId), pendingOnly: true });
}
