import { z } from 'zod';
import { resourceFields } from '../deployments/schemas.ts';
import type { Engine } from '../engine.ts';
import { environments } from '../environments/resource.ts';
import { guidedByDefault } from '../execution/guided-failure.ts';
import { previewOf } from '../execution/preview.ts';
import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { requiredText, text } from '../http/fields.ts';
import { pageReply } from '../http/listing.ts';
import { requireInSpace } from '../http/lookup.ts';
import { badRequest } from '../http/problem.ts';
import { type Query, wanted } from '../http/query.ts';
import { validated } from '../http/validate.ts';
import { removeTask } from '../releases/delete.ts';
import { shown } from '../resource/register.ts';
import type { RunbookDocument } from '../runbooks/state.ts';
import type { Groups } from '../store/histories.ts';
import { fewExecutions } from '../tasks/few-executions.ts';
import { isCompleted } from '../tasks/queue.ts';
import { acceptRuns, environmentsOf, runPrompts } from './accept.ts';
import { createByNames } from './command.ts';
import { createFromGit } from './git-command.ts';
import { runByIds } from './run-by-ids.ts';
import { showRun } from './show.ts';
import { snapshotOf } from './snapshot-of.ts';
import type { RunbookRunDocument } from './state.ts';
import { registerRunbookRunTemplateRoute } from './template-routes.ts';

const runSchema = z.object({
  RunbookId: requiredText('a runbook'),
  RunbookSnapshotId: text(),
  ...resourceFields,
});

/** Runs of runbooks: list, read, run in both forms, preview. */
export function registerRunbookRunRoutes(api: Api, engine: Engine): void {
  api.space('GET', '/runbookRuns', (context) => list(context));
  api.space('POST', '/runbookRuns', (context) => create(context, engine));
  api.space('GET', '/runbookRuns/:id', (context) => ok(showRun(visibleRun(context))));
  api.space('DELETE', '/runbookRuns/:id', remove);
  api.space('POST', '/runbooks/:id/run', (context) => runByIds(context, engine));
  api.space('POST', '/runbook-runs/git/create/v1', (context) => createFromGit(context, engine));
  api.space('POST', '/runbook-runs/create/v1', (context) => createByNames(context, engine));
  api.space('GET', '/runbooks/:id/runbookRuns', (context) => list(context, param(context, 'id')));
  registerRunbookRunTemplateRoute(api);
  api.space('GET', '/runbooks/:id/environments', (context) => {
    const runbook = visibleRunbook(context);
    const allowed = environmentsOf(context.world, runbook);
    const found = context.world.store.all('Environments').filter(({ Id }) => allowed.includes(Id));
    return ok(found.map((environment) => shown(environments, environment, context)));
  });
  api.space('GET', '/runbooks/:id/runbookRuns/preview/:environmentId', preview);
  api.space('GET', '/runbooks/:id/runbookRuns/preview/:environmentId/:tenantId', preview);
}

function scopeOf(run: Groups['RunbookRuns']) {
  const { SpaceId: spaceId, ProjectId: projectId, EnvironmentId: environmentId, TenantId: tenantId } = run;
  return { spaceId, projectId, environmentId, tenantId };
}

function visibleRun(context: RouteContext): RunbookRunDocument {
  const { world, caller, space } = context;
  const id = param(context, 'id');
  const run = requireInSpace(world, { collection: 'RunbookRuns', kind: 'runbook run', spaceId: space.Id, id });
  caller.requirePermission('RunbookRunView', scopeOf(run));
  return run;
}

function visibleRunbook(context: RouteContext): RunbookDocument {
  const { world, caller, space } = context;
  const id = param(context, 'id');
  const runbook = requireInSpace(world, { collection: 'Runbooks', kind: 'runbook', spaceId: space.Id, id });
  caller.requirePermission('RunbookRunView', { spaceId: space.Id, projectId: runbook.ProjectId });
  return runbook;
}

/** Newest first. */
function list(context: RouteContext, runbookId?: string): Reply {
  const { world, caller, space, query } = context;
  const { store } = world;
  caller.requirePermission('RunbookRunView', { spaceId: space.Id });
  const places = placeFilter(query);
  const [states, ids] = [query.list('taskState'), query.list('ids')];
  const group = (run: Groups['RunbookRuns']) =>
    run.SpaceId === space.Id &&
    (runbookId === undefined || run.RunbookId === runbookId) &&
    places(run) &&
    caller.may('RunbookRunView', scopeOf(run));
  const few = fewExecutions(store, { collection: 'RunbookRuns', ids, states });
  const isInState = ({ TaskId }: RunbookRunDocument) =>
    states.length === 0 || states.includes(store.get('ServerTasks', TaskId)?.State ?? '');
  const found =
    few?.filter((run) => group(run) && isInState(run)) ??
    store.newest('RunbookRuns', { group, ...(states.length === 0 ? {} : { keeps: isInState }) });
  return pageReply(context, { itemType: 'RunbookRun', found, show: showRun });
}

function placeFilter(query: Query): (run: Groups['RunbookRuns']) => boolean {
  const [projects, runbooks] = [wanted(query, 'projects'), wanted(query, 'runbooks')];
  const [environments, tenants] = [wanted(query, 'environments'), wanted(query, 'tenants')];
  const partial = query.text('partialName')?.toLowerCase() ?? '';
  return (run) =>
    projects(run.ProjectId) &&
    runbooks(run.RunbookId) &&
    environments(run.EnvironmentId) &&
    tenants(run.TenantId ?? '') &&
    run.Name.toLowerCase().includes(partial);
}

function create(context: RouteContext, engine: Engine): Reply {
  const { world, caller, space } = context;
  const { RunbookId, RunbookSnapshotId, EnvironmentId, TenantId, FormValues, ...wishes } = validated(
    runSchema,
    context.body,
  );
  const runbook = world.store.get('Runbooks', RunbookId);
  if (runbook === undefined || runbook.SpaceId !== space.Id) {
    throw badRequest([`The runbook '${RunbookId}' does not exist in this space.`]);
  }
  const given = Object.fromEntries(Object.entries(FormValues).map(([name, value]) => [name, value ?? '']));
  const [run] = acceptRuns(world, caller, [
    {
      runbook,
      snapshot: snapshotOf(context, runbook, RunbookSnapshotId),
      environmentId: EnvironmentId,
      tenantId: TenantId === '' ? null : TenantId,
      wishes: { ...wishes, FormValues: given },
      given,
    },
  ]);
  if (run === undefined) throw new Error('an accepted run is missing');
  engine.tasks.wake();
  return created(showRun(run));
}

function preview(context: RouteContext): Reply {
  const { world, space, params } = context;
  const runbook = visibleRunbook(context);
  const snapshot = snapshotOf(context, runbook, null);
  const at = { spaceId: space.Id };
  const environmentId = params.environmentId ?? '';
  const environment = requireInSpace(world, {
    ...at,
    collection: 'Environments',
    kind: 'environment',
    id: environmentId,
  });
  const tenant =
    params.tenantId === undefined
      ? undefined
      : requireInSpace(world, { ...at, collection: 'Tenants', kind: 'tenant', id: params.tenantId });
  const question = {
    steps: world.store.get('ProcessSnapshots', snapshot.FrozenRunbookProcessId)?.Steps ?? [],
    environmentId,
    channelId: undefined,
    tenant,
    skipActions: [],
    machines: world.store.all('Machines').filter(({ SpaceId }) => SpaceId === space.Id),
    specificMachineIds: [],
    excludedMachineIds: [],
    allowNoTargets: runbook.ConnectivityPolicy.AllowDeploymentsToNoTargets,
    guidedFailure: guidedByDefault(runbook.DefaultGuidedFailureMode, environment),
  };
  const prompts = runPrompts(world, { runbook, snapshot, environmentId, tenantId: tenant?.Id ?? null });
  return ok({ ...previewOf(question, prompts), Links: { Self: context.path } });
}

/** Deletes a run that has ended, with its task. */
function remove(context: RouteContext): Reply {
  const { world, caller } = context;
  const run = visibleRun(context);
  caller.requirePermission('RunbookRunDelete', scopeOf(run));
  const task = world.store.get('ServerTasks', run.TaskId);
  if (task !== undefined && !isCompleted(task)) throw badRequest(['The run has not ended: cancel its task first.']);
  removeTask(world, run.TaskId);
  world.store.remove('RunbookRuns', run.Id);
  world.record({
    category: 'Deleted',
    message: `${caller.user.Username} deleted ${run.Id}`,
    related: [run.Id, run.ProjectId, run.RunbookId, run.EnvironmentId],
    spaceId: run.SpaceId,
    user: caller.user,
    userAgent: context.userAgent,
  });
  return ok(undefined);
}
