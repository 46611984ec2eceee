import { OctopusInvalidRequestError } from '../errors/invalid-request-error.ts';
import type { ExecutionOptions, Made, Places } from '../executions/options.ts';
import { countOf, isAmong, type Place, type ResolvedPlaces, resolvePlaces, tenantsOf } from '../executions/places.ts';
import { prepareExecution } from '../executions/prepare.ts';
import { sendLooking } from '../executions/send-looking.ts';
import type { RunbookRunId, RunbookSnapshotId, ServerTaskId } from '../ids/kinds.ts';
import { openCollection } from '../paging/collection.ts';
import type { SpaceContext } from '../space/context.ts';
import type { DeploymentPreview, Runbook, RunbookRun, RunbookSnapshot, Step } from '../wire-types.ts';
import { findSnapshot } from './find-snapshot.ts';

/** What is run where. */
export type RunRunbookOptions = ExecutionOptions &
  Places & {
    /** Name, slug or id. */
    readonly project: string;
    /** Name, slug or id. */
    readonly runbook: string;
    /** Name or id of a snapshot; the published one when absent. */
    readonly snapshot?: string;
  };

/** One run and its task. */
export interface RunTask {
  readonly runbookRunId: RunbookRunId;
  readonly taskId: ServerTaskId;
}

/** What was run: one run for each environment, or for each tenant. */
export interface RunbookRuns {
  readonly how: Made;
  readonly snapshotId: RunbookSnapshotId;
  readonly runs: readonly RunTask[];
  /** For `client.tasks.wait`. */
  readonly taskIds: readonly ServerTaskId[];
}

const operation = 'POST /api/{spaceId}/runbook-runs/create/v1';

/**
 * Runs a runbook. What is checked, and how a lost answer is looked for, is as with a deployment; of a snapshot that is not the published one
 * the server shows no preview, so there prompts and steps are left to it. Throws an OctopusUnknownNameError, an
 * OctopusInvalidRequestError (also when nothing is published), an OctopusLostAnswerError, and what the requests throw.
 */
export async function runRunbook(context: SpaceContext, options: RunRunbookOptions): Promise<RunbookRuns> {
  const { api, clock, space } = context;
  const project = await space.projects.get(options.project);
  const runbook = await space.runbooks(project.Id).get(options.runbook);
  const what = `the run of ${runbook.Name} of ${project.Name}`;
  const snapshot = await snapshotOf(context, runbook, options.snapshot);
  if (!snapshot) {
    const message = `"${runbook.Name}" has no published snapshot: publish one, or name the one to run`;
    const problems = [{ kind: 'no-snapshot' as const, name: runbook.Name, message, suggestions: [] }];
    throw new OctopusInvalidRequestError({ what, operation, problems });
  }
  const places = await resolvePlaces(context, options);
  const isPublished = snapshot.id === runbook.PublishedRunbookSnapshotId;
  const fields = await prepareExecution(context, {
    what,
    operation,
    projectId: project.Id,
    places,
    options,
    preview: isPublished ? (place) => previewRun(context, runbook, place) : undefined,
    steps: () => stepsOf(context, runbook),
  });
  const { how, things } = await sendLooking<RunTask>({
    what,
    operation,
    clock,
    settleMs: options.settleMs,
    signal: options.signal,
    look: () => ownRuns(context, { runbook, snapshotId: snapshot.id, places }),
    async send() {
      const { data } = await api.POST('/api/{spaceId}/runbook-runs/create/v1', {
        params: { path: { spaceId: space.id } },
        body: {
          SpaceId: space.id,
          SpaceIdOrName: space.id,
          ProjectName: project.Name,
          RunbookName: runbook.Name,
          EnvironmentNames: places.environments.map(({ Name }) => Name),
          ...(places.tenants ? tenantsOf(places.tenants) : {}),
          ...(snapshot.name === undefined ? {} : { Snapshot: snapshot.name }),
          ...fields,
        },
        ...(options.signal ? { signal: options.signal } : {}),
      });
      return data.RunbookRunServerTasks.map((run) => ({ runbookRunId: run.RunbookRunId, taskId: run.ServerTaskId }));
    },
    idOf: ({ runbookRunId }) => runbookRunId,
    expected: countOf(places),
  });
  return { how, snapshotId: snapshot.id, runs: things, taskIds: things.map(({ taskId }) => taskId) };
}

/** The snapshot that runs; its name only when it was asked for by name. */
async function snapshotOf(
  context: SpaceContext,
  runbook: Runbook,
  reference: string | undefined,
): Promise<{ readonly id: RunbookSnapshot['Id']; readonly name?: string } | undefined> {
  if (reference !== undefined) {
    const { Id, Name } = await findSnapshot(context, runbook, reference);
    return { id: Id, name: Name };
  }
  const published = runbook.PublishedRunbookSnapshotId;
  return published ? { id: published } : undefined;
}

/** What the key's owner ran of the snapshot at these places, newest first. */
async function ownRuns(
  { api, space, me }: SpaceContext,
  of: { readonly runbook: Runbook; readonly snapshotId: RunbookSnapshotId; readonly places: ResolvedPlaces },
): Promise<RunTask[]> {
  const { Id: ownId } = await me();
  const environments = of.places.environments.map(({ Id }) => Id).join(',');
  const query = { projects: of.runbook.ProjectId, runbooks: of.runbook.Id, environments };
  const newest = openCollection(api, '/api/{spaceId}/runbookRuns', {
    params: { path: { spaceId: space.id }, query },
    limit: 100 + (countOf(of.places) ?? 100),
  });
  const found: RunbookRun[] = [];
  for await (const each of newest) {
    const isOwn = each.RunbookId === of.runbook.Id && each.DeployedById === ownId;
    if (isOwn && each.RunbookSnapshotId === of.snapshotId && isAmong(of.places, each)) found.push(each);
  }
  return found.map(({ Id, TaskId }) => ({ runbookRunId: Id, taskId: TaskId }));
}

async function previewRun(
  { api, space }: SpaceContext,
  { Id: id }: Runbook,
  { environment, tenant }: Place,
): Promise<DeploymentPreview> {
  const path = { spaceId: space.id, id, environmentId: environment.Id };
  const untenanted = '/api/{spaceId}/runbooks/{id}/runbookRuns/preview/{environmentId}';
  const { data } = tenant
    ? await api.GET(`${untenanted}/{tenantId}`, { params: { path: { ...path, tenantId: tenant.Id } } })
    : await api.GET(untenanted, { params: { path } });
  return data;
}

async function stepsOf({ api, space }: SpaceContext, runbook: Runbook): Promise<readonly Step[]> {
  const path = { spaceId: space.id, id: runbook.RunbookProcessId };
  const { data } = await api.GET('/api/{spaceId}/runbookProcesses/{id}', { params: { path } });
  return data.Steps;
}
