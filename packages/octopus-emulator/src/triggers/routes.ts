import type { Engine } from '../engine.ts';
import { type Api, param, type RouteContext } from '../http/api.ts';
import { keepSecret, type SensitiveValue } from '../http/sensitive.ts';
import { projects } from '../projects/routes.ts';
import { findDocument } from '../resource/find.ts';
import { registerResource } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import type { World } from '../world.ts';
import type { TriggerFilter } from './filters.ts';
import { triggerProblems } from './rules.ts';
import { type ProjectTriggerDocument, projectTriggerSchema } from './state.ts';
import { registerWebhookRoute } from './webhook-route.ts';

type Written = ReturnType<(typeof projectTriggerSchema)['parse']>;

function triggers(engine: Engine): Resource<ProjectTriggerDocument, Written> {
  return {
    path: '/projecttriggers',
    kind: 'project trigger',
    itemType: 'ProjectTrigger',
    shelf: shelf('ProjectTriggers'),
    schema: projectTriggerSchema,
    permissions: { view: 'TriggerView', create: 'TriggerCreate', edit: 'TriggerEdit', remove: 'TriggerDelete' },
    scopes: ({ ProjectId }) => [{ projectId: ProjectId }],
    family: ({ ProjectId }) => ProjectId,
    filter: filterTriggers,
    problems: ({ world, space }, written) => triggerProblems(world.store, space.Id, written),
    make: ({ world }, { written, identity, stored }) => ({
      ...written,
      ...identity,
      Filter: filterOf(world, written.Filter, stored?.Filter),
    }),
    users: () => [],
    show: ({ Slug: _, ...trigger }) => trigger,
    related: ({ ProjectId }) => [ProjectId],
    links: ({ SpaceId, ProjectId }) => ({ Project: `/api/${SpaceId}/projects/${ProjectId}` }),
    created: (_, trigger) => engine.triggers.changed(trigger),
    changed: (_, __, trigger) => engine.triggers.changed(trigger),
    removed: (_, trigger) => engine.triggers.removed(trigger.Id),
  };
}

/** A webhook gets an id that nobody can guess, and keeps its secret. [docs] */
function filterOf(world: World, written: TriggerFilter, stored: TriggerFilter | undefined): TriggerFilter {
  if (written.FilterType !== 'WebhookFilter') return written;
  const before = stored?.FilterType === 'WebhookFilter' ? stored : undefined;
  const Secret: SensitiveValue | null = written.Secret === null ? null : keepSecret(written.Secret, before?.Secret);
  return { ...written, WebhookId: before?.WebhookId ?? world.random.uuid(), Secret };
}

/** By type of action, by Deployment or Runbook, and by runbooks. [client] */
function filterTriggers(
  documents: readonly ProjectTriggerDocument[],
  { query }: RouteContext,
): readonly ProjectTriggerDocument[] {
  const types = query.list('triggerActionType').map((type) => type.toLowerCase());
  const category = query.text('triggerActionCategory')?.toLowerCase();
  const runbooks = query.list('runbooks');
  return documents.filter(({ Action }) => {
    const isRunbook = Action.ActionType === 'RunRunbook';
    return (
      (types.length === 0 || types.includes(Action.ActionType.toLowerCase())) &&
      (category === undefined || category === (isRunbook ? 'runbook' : 'deployment')) &&
      (runbooks.length === 0 || (isRunbook && runbooks.includes(Action.RunbookId)))
    );
  });
}

/** Triggers of projects, of one or of all, and the address of webhooks. */
export function registerProjectTriggerRoutes(api: Api, engine: Engine): void {
  registerResource(api, triggers(engine), {
    path: '/projects/:ownerId',
    collection: '/triggers',
    field: 'ProjectId',
    ownerId: (context) => findDocument(projects, context, param(context, 'ownerId')).Id,
    belongs: ({ ProjectId }, ownerId) => ProjectId === ownerId,
  });
  registerWebhookRoute(api, engine);
}
