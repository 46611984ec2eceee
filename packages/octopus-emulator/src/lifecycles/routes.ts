import { environmentsOf } from '../environments/resource.ts';
import { type Api, ok, param } from '../http/api.ts';
import { sameName } from '../http/names.ts';
import { findDocument } from '../resource/find.ts';
import { unknownIds, usedBy } from '../resource/references.ts';
import { registerResource, shown } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import { previewOf } from './preview.ts';
import { lifecycleProblems } from './rules.ts';
import { type LifecycleDocument, lifecycleSchema } from './state.ts';

type Written = ReturnType<(typeof lifecycleSchema)['parse']>;

export const lifecycles: Resource<LifecycleDocument, Written> = {
  path: '/lifecycles',
  kind: 'lifecycle',
  itemType: 'Lifecycle',
  shelf: shelf('Lifecycles'),
  schema: lifecycleSchema,
  permissions: { view: 'LifecycleView', create: 'LifecycleCreate', edit: 'LifecycleEdit', remove: 'LifecycleDelete' },
  problems: ({ world, space }, written) => [
    ...lifecycleProblems(written),
    ...unknownIds(world.store, {
      collection: 'Environments',
      kind: 'environment',
      spaceId: space.Id,
      ids: written.Phases.flatMap((phase) => [...phase.AutomaticDeploymentTargets, ...phase.OptionalDeploymentTargets]),
    }),
  ],
  make: ({ world }, { written, identity, stored }) => ({
    ...written,
    ...identity,
    Phases: written.Phases.map((phase) => ({
      ...phase,
      Id:
        stored?.Phases.find((old) => old.Id === phase.Id || sameName(old.Name, phase.Name))?.Id ?? world.random.uuid(),
    })),
  }),
  users: ({ store }, { Id }) => [
    ...usedBy('project', store.all('Projects'), (project) => project.LifecycleId === Id),
    ...usedBy('channel', store.all('Channels'), (channel) => channel.LifecycleId === Id),
  ],
  links,
};

function links(lifecycle: LifecycleDocument): Record<string, string> {
  const self = `/api/${lifecycle.SpaceId}/lifecycles/${lifecycle.Id}`;
  return { Preview: `${self}/preview`, Projects: `${self}/projects` };
}

export function registerLifecycleRoutes(api: Api): void {
  registerResource(api, lifecycles);
  api.space('GET', '/lifecycles/:id/preview', (context) => {
    const lifecycle = findDocument(lifecycles, context, param(context, 'id'));
    return ok(shown(lifecycles, previewOf(lifecycle, environmentsOf(context.world, context.space.Id)), context));
  });
  api.space('GET', '/lifecycles/:id/projects', (context) => {
    const lifecycle = findDocument(lifecycles, context, param(context, 'id'));
    const { store } = context.world;
    return ok(
      store
        .all('Projects')
        .filter((project) => project.LifecycleId === lifecycle.Id)
        .filter((project) => context.caller.may('ProjectView', { spaceId: project.SpaceId, projectId: project.Id }))
        .map((project) => ({ ...project, Links: { Self: `/api/${project.SpaceId}/projects/${project.Id}` } })),
    );
  });
}
