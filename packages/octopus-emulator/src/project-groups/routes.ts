import { type Api, param } from '../http/api.ts';
import { filtered, pageReply } from '../http/listing.ts';
import { projects } from '../projects/routes.ts';
import type { ProjectDocument } from '../projects/state.ts';
import { findDocument } from '../resource/find.ts';
import { unknownIds, usedBy } from '../resource/references.ts';
import { registerResource, shown } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import { type ProjectGroupDocument, projectGroupSchema } from './state.ts';

type Written = ReturnType<(typeof projectGroupSchema)['parse']>;

export const projectGroups: Resource<ProjectGroupDocument, Written> = {
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
  problems: ({ world, space }, { EnvironmentIds }, stored) =>
    unknownIds(world.store, {
      collection: 'Environments',
      kind: 'environment',
      spaceId: space.Id,
      ids: EnvironmentIds.filter((id) => !stored?.EnvironmentIds.includes(id)),
    }),
  make: (_, { written, identity }) => ({ ...written, ...identity }),
  users: ({ store }, { Id }) => usedBy('project', store.all('Projects'), (project) => project.ProjectGroupId === Id),
  links: (group) => ({
    Projects: `/api/${group.SpaceId}/projectgroups/${group.Id}/projects`,
  }),
};

export function registerProjectGroupRoutes(api: Api): void {
  registerResource(api, projectGroups);
  api.space('GET', '/projectgroups/:id/projects', (context) => {
    const group = findDocument(projectGroups, context, param(context, 'id'));
    const found = context.world.store
      .all('Projects')
      .filter((project) => project.ProjectGroupId === group.Id)
      .filter((project) => context.caller.may('ProjectView', { spaceId: project.SpaceId, projectId: project.Id }));
    const show = (project: ProjectDocument) => shown(projects, project, context);
    return pageReply(context, { itemType: 'Project', found: filtered(found, context.query), show });
  });
}
