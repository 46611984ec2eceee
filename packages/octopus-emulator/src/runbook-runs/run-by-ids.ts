import { z } from 'zod';
import type { Engine } from '../engine.ts';
import { created, param, type Reply, type RouteContext } from '../http/api.ts';
import { flag, ids, mapOf, text } from '../http/fields.ts';
import { requireInSpace } from '../http/lookup.ts';
import { badRequest } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { passesTagFilter } from '../tenants/participation.ts';
import { acceptRuns } from './accept.ts';
import { showRun } from './show.ts';
import { snapshotOf } from './snapshot-of.ts';

const commandSchema = z.object({
  EnvironmentId: text(),
  EnvironmentIds: ids(),
  TenantId: text(),
  TenantIds: ids(),
  TenantTagNames: ids(),
  RunbookSnapshotNameOrId: text(),
  UseDefaultSnapshot: flag(true),
  FormValues: mapOf(z.string().nullish()),
  SkipActions: ids(),
  SpecificMachineIds: ids(),
  ExcludedMachineIds: ids(),
  QueueTime: text(),
  QueueTimeExpiry: text(),
  UseGuidedFailure: flag(false),
  ForcePackageDownload: flag(false),
});

type Command = z.output<typeof commandSchema>;

/** `POST runbooks/{id}/run`, the older way: one run per environment, and per tenant where tenants are meant. [docs] */
export function runByIds(context: RouteContext, engine: Engine): Reply {
  const { world, caller, space } = context;
  const id = param(context, 'id');
  const runbook = requireInSpace(world, { collection: 'Runbooks', kind: 'runbook', spaceId: space.Id, id });
  const command = validated(commandSchema, context.body);
  const environments = [...new Set([...command.EnvironmentIds, ...present(command.EnvironmentId)])];
  if (environments.length === 0) throw badRequest(['EnvironmentIds: say where to run it']);
  const tenants = tenantsOf(context, command);
  const snapshot = snapshotOf(context, runbook, command.RunbookSnapshotNameOrId);
  const given = Object.fromEntries(Object.entries(command.FormValues).map(([name, value]) => [name, value ?? '']));
  const { SkipActions, SpecificMachineIds, ExcludedMachineIds, QueueTime, QueueTimeExpiry } = command;
  const { UseGuidedFailure, ForcePackageDownload } = command;
  const wishes = {
    ...{ SkipActions, SpecificMachineIds, ExcludedMachineIds, QueueTime, QueueTimeExpiry },
    ...{ UseGuidedFailure, ForcePackageDownload, FormValues: given },
  };
  const places = environments.flatMap((environmentId) => tenants.map((tenantId) => ({ environmentId, tenantId })));
  const runs = acceptRuns(
    world,
    caller,
    places.map((place) => ({ runbook, snapshot, ...place, wishes, given })),
  );
  engine.tasks.wake();
  return created(runs.map(showRun));
}

function present(id: string | null): string[] {
  return id === null || id === '' ? [] : [id];
}

function tenantsOf({ world, space }: RouteContext, command: Command): readonly (string | null)[] {
  const tagged = world.store
    .all('Tenants')
    .filter(
      ({ SpaceId, TenantTags }) =>
        SpaceId === space.Id &&
        command.TenantTagNames.length > 0 &&
        passesTagFilter(TenantTags, command.TenantTagNames),
    );
  const named = [...command.TenantIds, ...present(command.TenantId), ...tagged.map(({ Id }) => Id)];
  return named.length === 0 && command.TenantTagNames.length === 0 ? [null] : [...new Set(named)];
}
