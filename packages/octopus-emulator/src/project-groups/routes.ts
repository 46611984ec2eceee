import { type Api, ok, param } from '../http/api.ts';
import { findDocument } from '../resource/find.ts';
import { usedBy } from '../resource/references.ts';
import { registerResource } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import { type ProjectGroupDocument, projectGroupSchema } from './state.ts';

type Written = ReturnType<(typeof projectGroupSchema)['parse']>;

const projectGroups: Resource<ProjectGroupDocument, Written> = {
  path: '/projectgroups',
  kind: 'project group',
  itemType: 'ProjectGroup',
  shelf: shelf('ProjectGroups'),
  schema: projectGroupSchema,
  permissions: {
    view: 'ProjectGroupView',
    create: 'ProjectGroupCreate',
    edit: 'ProjectGroupEdit',
    remove: 'ProjectGroupDelete',
  },
  scopes: (_, id) => (id === undefined ? [] : [{ projectGroupId: id }]),
  problems: () => [],
  make: (_, { written, identity }) => ({ ...written, ...identity }),
  users: ({ store }, { Id }) => usedBy('project', store.all('Projects'), (project) => project.ProjectGroupId === Id),
};

export function registerProjectGroupRoutes(api: Api): void {
  registerResource(api, projectGroups);
  api.space('GET', '/projectgroups/:id/projects', (context) => {
    const group = findDocument(projectGroups, context, param(context, 'id'));
    return ok(
      context.world.store
        .all('Projects')
        .filter((project) => project.ProjectGroupId === group.Id)
        .filter((project) => context.caller.may('ProjectView', { spaceId: project.SpaceId, projectId: project.Id }))
        .map((project) => ({ ...project, Links: { Self: `/api/${project.SpaceId}/projects/${project.Id}` } })),
    );
  });
}
