import { z } from 'zod';
import { wishesOf } from '../deployments/command-wishes.ts';
import { commandFields } from '../deployments/schemas.ts';
import type { Engine } from '../engine.ts';
import { ok, type Reply, type RouteContext } from '../http/api.ts';
import { ids, requiredText, text } from '../http/fields.ts';
import { byNameOrId } from '../http/lookup.ts';
import { badRequest } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import type { ProjectDocument } from '../projects/state.ts';
import type { RunbookSnapshotDocument } from '../runbook-snapshots/state.ts';
import type { RunbookDocument } from '../runbooks/state.ts';
import { passesTagFilter } from '../tenants/participation.ts';
import { acceptRuns } from './accept.ts';
import { snapshotOf } from './snapshot-of.ts';

/** What both commands that run by names say. */
export const runCommandFields = {
  ...commandFields,
  RunbookName: requiredText('a runbook'),
  EnvironmentNames: ids(),
  Tenants: ids(),
  TenantTags: ids(),
};

const commandSchema = z.object({ ...runCommandFields, Snapshot: text() });

type RunCommand = Omit<z.output<typeof commandSchema>, 'Snapshot'>;

/** `POST runbook-runs/create/v1`: one run per environment, and per tenant where tenants are named. [client] */
export function createByNames(context: RouteContext, engine: Engine): Reply {
  const command = validated(commandSchema, context.body);
  const { runbook } = namedRunbook(context, command);
  return runInPlaces(context, engine, { command, runbook, snapshot: snapshotOf(context, runbook, command.Snapshot) });
}

/** The project and the runbook that a command names. */
export function namedRunbook(
  { world, space }: RouteContext,
  command: RunCommand,
): { project: ProjectDocument; runbook: RunbookDocument } {
  const projects = world.store.all('Projects').filter(({ SpaceId }) => SpaceId === space.Id);
  const project = required(byNameOrId(projects, command.ProjectName), 'project', command.ProjectName);
  const runbooks = world.store.all('Runbooks').filter(({ ProjectId }) => ProjectId === project.Id);
  return { project, runbook: required(byNameOrId(runbooks, command.RunbookName), 'runbook', command.RunbookName) };
}

/** Runs a snapshot in every place that a command names. */
export function runInPlaces(
  context: RouteContext,
  engine: Engine,
  parts: { command: RunCommand; runbook: RunbookDocument; snapshot: RunbookSnapshotDocument },
): Reply {
  const { world, caller, space } = context;
  const { command, runbook, snapshot } = parts;
  const environments = world.store.all('Environments').filter(({ SpaceId }) => SpaceId === space.Id);
  const places = command.EnvironmentNames.flatMap((name) => {
    const { Id } = required(byNameOrId(environments, name), 'environment', name);
    return tenantsOf(context, runbook, Id, command).map((tenantId) => ({ environmentId: Id, tenantId }));
  });
  const steps = world.store.get('ProcessSnapshots', snapshot.FrozenRunbookProcessId)?.Steps ?? [];
  const { forcePackageRedeployment: _force, ...wishes } = wishesOf(world, command, { spaceId: space.Id, steps });
  const given = command.Variables;
  const runs = acceptRuns(
    world,
    caller,
    places.map((place) => ({ runbook, snapshot, ...place, wishes, given })),
  );
  engine.tasks.wake();
  return ok({ RunbookRunServerTasks: runs.map(({ Id, TaskId }) => ({ RunbookRunId: Id, ServerTaskId: TaskId })) });
}

function required<T>(found: T | undefined, kind: string, name: string): T {
  if (found === undefined) throw badRequest([`The ${kind} '${name}' does not exist.`]);
  return found;
}

function tenantsOf(
  { world, space }: RouteContext,
  runbook: RunbookDocument,
  environmentId: string,
  command: { readonly Tenants: readonly string[]; readonly TenantTags: readonly string[] },
): (string | null)[] {
  if (command.Tenants.length === 0 && command.TenantTags.length === 0) return [null];
  const tenants = world.store.all('Tenants').filter(({ SpaceId }) => SpaceId === space.Id);
  const named = command.Tenants.filter((name) => name !== '*').map((name) =>
    required(byNameOrId(tenants, name), 'tenant', name),
  );
  const chosen = tenants.filter(
    (tenant) =>
      (command.Tenants.includes('*') && tenant.ProjectEnvironments[runbook.ProjectId]?.includes(environmentId)) ||
      (command.TenantTags.length > 0 && passesTagFilter(tenant.TenantTags, command.TenantTags)),
  );
  return [...new Set([...named, ...chosen].map(({ Id }) => Id))];
}
