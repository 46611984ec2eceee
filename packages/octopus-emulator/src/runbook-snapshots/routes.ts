import { z } from 'zod';
import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { listOf, nameField, requiredText, text } from '../http/fields.ts';
import { selfLink } from '../http/links.ts';
import { pageReply } from '../http/listing.ts';
import { documentsOf, requireInSpace } from '../http/lookup.ts';
import { sameName } from '../http/names.ts';
import { badRequest, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { requireDatabase } from '../project-git/repository.ts';
import { randomText } from '../random.ts';
import { selectGitResources, wantedRefsOf } from '../releases/git-selection.ts';
import { packageNeeds } from '../releases/package-needs.ts';
import { noPackageWish, rememberSelection, selectPackages } from '../releases/package-selection.ts';
import { gitResourceSchema, packageSchema } from '../releases/schemas.ts';
import { templateGitResources, templatePackages } from '../releases/template-parts.ts';
import type { RunbookDocument } from '../runbooks/state.ts';
import { snapshotAllVariables, snapshotProcess } from '../snapshots/take.ts';
import type { Groups } from '../store/histories.ts';
import { timeOf, type World } from '../world.ts';
import type { RunbookSnapshotDocument } from './state.ts';

/** A snapshot as it is sent. */
export const snapshotSchema = z.object({
  Name: nameField().nullish(),
  ProjectId: text(),
  RunbookId: requiredText('a runbook'),
  Notes: text(),
  SelectedPackages: listOf(packageSchema),
  SelectedGitResources: listOf(gitResourceSchema),
});

const NAME_LENGTH = 7;

/** Snapshots of runbooks; the published one is what consumers run. */
export function registerRunbookSnapshotRoutes(api: Api): void {
  api.space('GET', '/runbookSnapshots', (context) => list(context));
  api.space('POST', '/runbookSnapshots', create);
  // Below its project, too. [client]
  api.space('POST', '/projects/:projectId/runbookSnapshots', create);
  api.space('GET', '/runbookSnapshots/:id', (context) => ok(showSnapshot(visibleSnapshot(context))));
  api.space('GET', '/runbooks/:id/runbookSnapshots', (context) => list(context, runbookOfPath(context).Id));
  api.space('GET', '/runbooks/:id/runbookSnapshotTemplate', template);
}

/** A snapshot as callers see it. */
export function showSnapshot(snapshot: RunbookSnapshotDocument): Record<string, unknown> {
  return { ...snapshot, Links: { Self: selfLink(snapshot.SpaceId, '/runbookSnapshots', snapshot.Id) } };
}

/** The snapshot of the path, which the caller may view. */
export function visibleSnapshot(context: RouteContext): RunbookSnapshotDocument {
  const { world, caller, space } = context;
  const id = param(context, 'id');
  const found = requireInSpace(world, {
    collection: 'RunbookSnapshots',
    kind: 'runbook snapshot',
    spaceId: space.Id,
    id,
  });
  caller.requirePermission('RunbookView', { spaceId: space.Id, projectId: found.ProjectId });
  return found;
}

function runbookOfPath(context: RouteContext): RunbookDocument {
  const { world, space } = context;
  const id = param(context, 'id');
  return requireInSpace(world, { collection: 'Runbooks', kind: 'runbook', spaceId: space.Id, id });
}

function list(context: RouteContext, runbookId?: string): Reply {
  const { world, caller, space, query } = context;
  caller.requirePermission('RunbookView', { spaceId: space.Id });
  const ids = query.list('ids');
  const group = ({ SpaceId, ProjectId, RunbookId }: Groups['RunbookSnapshots']) =>
    SpaceId === space.Id &&
    (runbookId === undefined || RunbookId === runbookId) &&
    caller.may('RunbookView', { spaceId: space.Id, projectId: ProjectId });
  const found =
    ids.length === 0
      ? world.store.newest('RunbookSnapshots', { group })
      : documentsOf(world.store, 'RunbookSnapshots', ids).filter(group);
  return pageReply(context, { itemType: 'RunbookSnapshot', found, show: showSnapshot });
}

async function create(context: RouteContext): Promise<Reply> {
  const { world, caller, space, query } = context;
  const written = validated(snapshotSchema, context.body);
  const runbook = world.store.get('Runbooks', written.RunbookId);
  if (runbook === undefined || runbook.SpaceId !== space.Id) {
    throw badRequest([`The runbook '${written.RunbookId}' does not exist in this space.`]);
  }
  caller.requirePermission('RunbookEdit', { spaceId: space.Id, projectId: runbook.ProjectId });
  // Runbooks in git run as they are on a branch. [docs]
  requireDatabase(world.store.get('Projects', runbook.ProjectId));
  const process = world.store.get('RunbookProcesses', runbook.RunbookProcessId);
  if (process === undefined) throw new Error(`the runbook ${runbook.Id} has no process`);
  const needs = packageNeeds(process.Steps);
  const packages = selectPackages(world.store, {
    spaceId: space.Id,
    needs,
    wish: { ...noPackageWish, selected: written.SelectedPackages, latest: false },
    rulesFor: () => [],
  });
  const wanted = wantedRefsOf(written.SelectedGitResources);
  const git = await selectGitResources(world.git, { steps: process.Steps, wanted });
  const Name = written.Name || nextName(world);
  refuseIfAny([...packages.problems, ...git.problems, ...nameProblems(world, { id: runbook.Id, name: Name })]);
  const variables = snapshotAllVariables(world, runbook.ProjectId);
  const snapshot: RunbookSnapshotDocument = {
    Id: world.store.nextId('RunbookSnapshots'),
    SpaceId: space.Id,
    ProjectId: runbook.ProjectId,
    RunbookId: runbook.Id,
    Name,
    Notes: written.Notes,
    Assembled: timeOf(world),
    SelectedPackages: packages.selected,
    SelectedGitResources: git.selected,
    FrozenRunbookProcessId: snapshotProcess(world, process).Id,
    FrozenProjectVariableSetId: variables.project,
    ProjectVariableSetSnapshotId: variables.project,
    LibraryVariableSetSnapshotIds: variables.libraries,
  };
  world.store.put('RunbookSnapshots', snapshot);
  rememberSelection(world.store, space.Id, { needs, selected: packages.selected });
  if (query.flag('publish')) publish(world, runbook.Id, snapshot.Id);
  world.record({
    category: 'Created',
    message: `${caller.user.Username} made ${Name} of the runbook ${runbook.Name}`,
    related: [snapshot.Id, runbook.Id, runbook.ProjectId],
    spaceId: space.Id,
    user: caller.user,
    userAgent: context.userAgent,
  });
  return created(showSnapshot(snapshot));
}

/** The runbook as it is now: it may have changed while git was asked. */
function publish({ store }: World, runbookId: string, snapshotId: string): void {
  const runbook = store.get('Runbooks', runbookId);
  if (runbook !== undefined) store.put('Runbooks', { ...runbook, PublishedRunbookSnapshotId: snapshotId });
}

/** Names are unique among the snapshots of a runbook. */
export function nameProblems(
  { store }: World,
  runbook: { readonly id: string; readonly own?: string; readonly name: string },
): string[] {
  const taken = store
    .where('RunbookSnapshots', 'RunbookId', runbook.id)
    .some(({ Id, Name }) => Id !== runbook.own && sameName(Name, runbook.name));
  const owner = store.get('Runbooks', runbook.id)?.Name ?? runbook.id;
  return taken ? [`The runbook '${owner}' already has a snapshot named '${runbook.name}'.`] : [];
}

function nextName(world: World): string {
  return `Snapshot ${randomText(world.random, NAME_LENGTH)}`;
}

/** What a new snapshot would hold. */
function template(context: RouteContext): Reply {
  const { world, caller, space } = context;
  const runbook = runbookOfPath(context);
  caller.requirePermission('RunbookView', { spaceId: space.Id, projectId: runbook.ProjectId });
  const steps = world.store.get('RunbookProcesses', runbook.RunbookProcessId)?.Steps ?? [];
  const last = world.store
    .newest('RunbookSnapshots', { group: ({ RunbookId }) => RunbookId === runbook.Id })
    .slice(0, 1)[0];
  const needs = packageNeeds(steps);
  return ok({
    Id: runbook.Id,
    NextNameIncrement: nextName(world),
    Packages: templatePackages(world.store, { spaceId: space.Id, needs, last: last?.SelectedPackages ?? [] }),
    GitResources: templateGitResources(steps, last?.SelectedGitResources ?? []),
    RunbookId: runbook.Id,
    RunbookProcessId: runbook.RunbookProcessId,
    Links: { Self: context.path },
  });
}
