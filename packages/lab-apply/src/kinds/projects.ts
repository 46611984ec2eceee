import type { Project, Runbook } from '@octotrain/lab-config';
import type {
  Project as ProjectDocument,
  ProjectWrite,
  Runbook as RunbookDocument,
  RunbookWrite,
} from '@octotrain/octopus-client';
import { listOf, namesOf, proseOf, wordLike } from '../fields/canonical.ts';
import { saidFields } from '../fields/fields.ts';
import { type Building, defineItem, type Item, type Learned } from './item.ts';
import { mergeTemplates, templatesBody, templatesFields } from './templates.ts';
import { tenantedMode } from './words.ts';

/**
 * A project. Templates that the file does not name are left alone, and so is the group that it was put into unless the
 * file sorts the projects of the space.
 */
export function projectItem(space: string, project: Project, isSorted: boolean): Item {
  const bodyIn = ({ id }: Building, inGroup: boolean): ProjectWrite => {
    return {
      Name: project.name,
      Description: project.description,
      ProjectGroupId: inGroup ? id('project group', project.group) : '',
      LifecycleId: id('lifecycle', project.lifecycle),
      TenantedDeploymentMode: tenantedMode(project.multiTenancy),
      IncludedLibraryVariableSetIds: project.variableSets.map((name) => id('library variable set', name)),
      Templates: templatesBody(project.templates),
    };
  };
  return defineItem<ProjectDocument, ProjectWrite>({
    address: { kind: 'project', space, name: project.name },
    body: (building) => bodyIn(building, isSorted),
    newBody: (building) => bodyIn(building, true),
    fields: (body, names, like) => ({
      ...saidFields({
        description: proseOf(body.Description),
        group: isSorted ? names(body.ProjectGroupId) : '',
        lifecycle: names(body.LifecycleId),
        tenants: wordLike(body.TenantedDeploymentMode ?? 'Untenanted', like.TenantedDeploymentMode),
        'variable sets': namesOf(body.IncludedLibraryVariableSetIds, names),
      }),
      ...templatesFields(listOf(body.Templates), listOf(like.Templates)),
    }),
    merge: ({ body, stored }) => ({
      ...stored,
      ...body,
      ProjectGroupId: isSorted ? body.ProjectGroupId : stored.ProjectGroupId,
      Templates: mergeTemplates(body.Templates ?? [], stored.Templates),
    }),
    create: async ({ api, spaceId }, body) =>
      (await api.POST('/api/{spaceId}/projects', { params: { path: { spaceId } }, body })).data,
    replace: async ({ api, spaceId }, { Id: id }, body) =>
      (await api.PUT('/api/{spaceId}/projects/{id}', { params: { path: { spaceId, id } }, body })).data,
    names: project.templates.map(({ name }) => ({ kind: 'template', within: project.name, name })),
    learn: idsOfProject,
  });
}

/** What else is known by a project: its process, its variables and its templates. */
export function idsOfProject(project: ProjectDocument): readonly Learned[] {
  return [
    { kind: 'deployment process', name: project.Name, id: project.DeploymentProcessId },
    { kind: 'project variables', name: project.Name, id: project.VariableSetId },
    ...project.Templates.map(({ Name, Id }) => ({
      kind: 'template' as const,
      name: Name,
      within: project.Name,
      id: Id,
    })),
  ];
}

const scopes = { all: 'All', lifecycle: 'FromProjectLifecycles', specified: 'Specified' } as const;

/** A runbook, without its process. */
export function runbookItem(space: string, project: string, runbook: Runbook): Item {
  return defineItem<RunbookDocument, RunbookWrite>({
    address: { kind: 'runbook', space, name: `${project} / ${runbook.name}` },
    body: ({ id }) => ({
      Name: runbook.name,
      ProjectId: id('project', project),
      Description: runbook.description,
      MultiTenancyMode: tenantedMode(runbook.multiTenancy),
      EnvironmentScope: scopes[runbook.environmentScope],
      Environments: runbook.environments.map((name) => id('environment', name)),
    }),
    fields: (body, names, like) =>
      saidFields({
        description: proseOf(body.Description),
        tenants: wordLike(body.MultiTenancyMode ?? 'Untenanted', like.MultiTenancyMode),
        'runs in': wordLike(body.EnvironmentScope ?? 'All', like.EnvironmentScope),
        // Of a runbook that runs elsewhere too, nobody reads them.
        environments: like.EnvironmentScope === 'Specified' ? namesOf(body.Environments, names) : [],
      }),
    create: async ({ api, spaceId }, body) =>
      (await api.POST('/api/{spaceId}/runbooks', { params: { path: { spaceId } }, body })).data,
    replace: async ({ api, spaceId }, { Id: id }, body) =>
      (await api.PUT('/api/{spaceId}/runbooks/{id}', { params: { path: { spaceId, id } }, body })).data,
    names: [{ kind: 'runbook', within: project, name: runbook.name }],
    learn: (doc) => idsOfRunbook(doc, project),
  });
}

/** The ids that come with a runbook. */
export function idsOfRunbook(runbook: RunbookDocument, project: string): readonly Learned[] {
  return [
    { kind: 'runbook', name: runbook.Name, within: project, id: runbook.Id },
    { kind: 'runbook process', name: runbook.Name, within: project, id: runbook.RunbookProcessId },
  ];
}
