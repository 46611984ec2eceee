import { channelSchema } from '../channels/state.ts';
import type { Api, RouteContext } from '../http/api.ts';
import { identifiedTemplates, templateProblems } from '../library-sets/templates.ts';
import { deploymentProcessIdOf, emptyProcess } from '../processes/make.ts';
import { nextPersistence } from '../project-git/settings.ts';
import { unknownIds } from '../resource/references.ts';
import { registerResource } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import { disconnectProject } from '../tenants/disconnect.ts';
import { dropTemplateValues } from '../tenants/stored-values.ts';
import { emptyVariableSet, variableSetIdOf } from '../variables/make.ts';
import { projectCloning } from './clone.ts';
import { removeProjectParts } from './remove-parts.ts';
import { registerProjectSettingsRoutes } from './settings-routes.ts';
import { defaultVersioning, type ProjectDocument, projectSchema } from './state.ts';

type Written = ReturnType<(typeof projectSchema)['parse']>;

/** Projects, for the routes of what belongs to one. */
export const projects: Resource<ProjectDocument, Written> = {
  path: '/projects',
  kind: 'project',
  itemType: 'Project',
  shelf: shelf('Projects'),
  schema: projectSchema,
  permissions: { view: 'ProjectView', create: 'ProjectCreate', edit: 'ProjectEdit', remove: 'ProjectDelete' },
  scopes: (project, id) => [{ projectId: id, projectGroupId: project.ProjectGroupId }],
  problems: projectProblems,
  make: ({ world }, { written, identity, stored }) => ({
    ...written,
    ...identity,
    VariableSetId: variableSetIdOf(identity.Id),
    DeploymentProcessId: deploymentProcessIdOf(identity.Id),
    ClonedFromProjectId: stored?.ClonedFromProjectId ?? null,
    PersistenceSettings: nextPersistence(written.PersistenceSettings, stored?.PersistenceSettings),
    IsVersionControlled: stored?.IsVersionControlled ?? false,
    // Left out, the stored one stays. [client]
    VersioningStrategy: written.VersioningStrategy ?? stored?.VersioningStrategy ?? defaultVersioning,
    Templates: identifiedTemplates(written.Templates, stored?.Templates ?? [], world.random),
  }),
  users: () => [],
  links,
  created: addParts,
  cloning: projectCloning,
  changed: ({ world }, _, after) => dropTemplateValues(world.store, after.SpaceId),
  removed: ({ world }, project) => {
    disconnectProject(world.store, project.Id);
    removeProjectParts(world.store, project.Id);
  },
};

function projectProblems({ world, space }: RouteContext, written: Written): readonly string[] {
  const at = { spaceId: space.Id };
  const { store } = world;
  return [
    ...unknownIds(store, { ...at, collection: 'ProjectGroups', kind: 'project group', ids: [written.ProjectGroupId] }),
    ...unknownIds(store, { ...at, collection: 'Lifecycles', kind: 'lifecycle', ids: [written.LifecycleId] }),
    ...unknownIds(store, {
      ...at,
      collection: 'LibraryVariableSets',
      kind: 'library variable set',
      ids: written.IncludedLibraryVariableSetIds,
    }),
    ...templateProblems(written.Templates),
  ];
}

/** A new project has a default channel, an empty process and an empty variable set. [guess] */
function addParts({ world, space }: RouteContext, project: ProjectDocument): void {
  const { store } = world;
  store.put('Variables', emptyVariableSet({ ownerId: project.Id, spaceId: space.Id }));
  store.put('DeploymentProcesses', emptyProcess({ spaceId: space.Id, projectId: project.Id }));
  store.put('Channels', {
    ...channelSchema.parse({ Name: 'Default', ProjectId: project.Id, IsDefault: true }),
    Id: store.nextId('Channels'),
    SpaceId: space.Id,
    Slug: 'default',
    Rules: [],
    GitResourceRules: [],
    ParentEnvironmentId: null,
    EphemeralEnvironmentNameTemplate: null,
    AutomaticEphemeralEnvironmentDeployments: false,
  });
}

/** Where the process is: for a project in git that depends on the reference. [client] */
function placeLinks(project: ProjectDocument): Record<string, string> {
  const space = `/api/${project.SpaceId}`;
  const self = `${space}/projects/${project.Id}`;
  if (!project.IsVersionControlled) {
    return {
      DeploymentProcess: `${space}/deploymentprocesses/${project.DeploymentProcessId}`,
      DeploymentSettings: `${self}/deploymentsettings`,
      Variables: `${space}/variables/${project.VariableSetId}`,
      ConvertToVcs: `${self}/git/convert`,
      ConvertToGit: `${self}/git/convert`,
    };
  }
  return {
    DeploymentProcess: `${self}/{gitRef}/deploymentprocesses`,
    DeploymentSettings: `${self}/{gitRef}/deploymentsettings`,
    Variables: `${self}/{gitRef}/variables`,
    SensitiveVariables: `${space}/variables/${project.VariableSetId}`,
    Branches: `${self}/git/branches{/name}{?skip,take,searchByName,refresh}`,
    Tags: `${self}/git/tags{?skip,take,searchByName,refresh}`,
  };
}

function links(project: ProjectDocument): Record<string, string> {
  const space = `/api/${project.SpaceId}`;
  const self = `${space}/projects/${project.Id}`;
  return {
    Channels: `${self}/channels{/id}{?skip,take,partialName}`,
    Progression: `${space}/progression/${project.Id}{?aggregate}`,
    Releases: `${self}/releases{/version}{?skip,take,searchByVersion}`,
    Runbooks: `${self}/runbooks{?skip,take,partialName}`,
    Summary: `${self}/summary`,
    Triggers: `${self}/triggers{?skip,take,partialName}`,
    ...placeLinks(project),
    Web: `/app#/${project.SpaceId}/projects/${project.Id}`,
  };
}

export function registerProjectRoutes(api: Api): void {
  registerResource(api, projects);
  registerProjectSettingsRoutes(api);
}
