import type { Channel, Project, Runbook, Template } from '@octotrain/lab-config';
import type {
  Channel as ChannelDocument,
  ChannelWrite,
  ParameterWrite,
  Project as ProjectDocument,
  ProjectWrite,
  Runbook as RunbookDocument,
  RunbookWrite,
} from '@octotrain/octopus-client';
import { type Fields, saidFields } from '../fields/fields.ts';
import { type Building, defineItem, type Item, type Learned } from './item.ts';
import { displaySettings, tenantedMode } from './words.ts';

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
      Templates: project.templates.map(templateBody),
    };
  };
  return defineItem<ProjectDocument, ProjectWrite>({
    address: { kind: 'project', space, name: project.name },
    body: (building) => bodyIn(building, isSorted),
    newBody: (building) => bodyIn(building, true),
    fields: (body, names, like) => ({
      ...saidFields({
        description: body.Description ?? '',
        group: isSorted ? names(body.ProjectGroupId) : '',
        lifecycle: names(body.LifecycleId),
        tenants: body.TenantedDeploymentMode ?? 'Untenanted',
        'variable sets': (body.IncludedLibraryVariableSetIds ?? []).map(names).toSorted(),
      }),
      ...templateFields(body.Templates ?? [], like.Templates ?? []),
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

function templateBody(template: Template): ParameterWrite {
  return {
    Name: template.name,
    Label: template.label,
    HelpText: template.help,
    DefaultValue: template.default ?? '',
    DisplaySettings: displaySettings(template.control, template.choices),
  };
}

function templateFields(templates: readonly ParameterWrite[], like: readonly ParameterWrite[]): Fields {
  const named = new Set(like.map(({ Name }) => Name.toLowerCase()));
  const fields = templates
    .filter(({ Name }) => named.has(Name.toLowerCase()))
    .flatMap((one) => {
      const settings = Object.entries(one.DisplaySettings ?? {}).map(([key, value]) => `${key}=${value}`);
      return Object.entries({
        [`template ${one.Name}`]: one.Label ?? '',
        [`template ${one.Name}, help`]: one.HelpText ?? '',
        [`template ${one.Name}, default`]: typeof one.DefaultValue === 'string' ? one.DefaultValue : '',
        [`template ${one.Name}, control`]: settings.toSorted(),
      });
    });
  return saidFields(Object.fromEntries(fields));
}

function mergeTemplates(wanted: readonly ParameterWrite[], stored: readonly ParameterWrite[]): ParameterWrite[] {
  const isNamed = (name: string) => (one: ParameterWrite) => one.Name.toLowerCase() === name.toLowerCase();
  const left = stored.filter(({ Name }) => !wanted.some(isNamed(Name)));
  return [...wanted.map((one) => ({ ...stored.find(isNamed(one.Name)), ...one })), ...left];
}

/** A channel of a project. */
export function channelItem(space: string, project: string, channel: Channel): Item {
  return defineItem<ChannelDocument, ChannelWrite>({
    address: { kind: 'channel', space, name: `${project} / ${channel.name}` },
    body: ({ id }) => ({
      Name: channel.name,
      ProjectId: id('project', project),
      Description: channel.description,
      IsDefault: channel.isDefault,
      LifecycleId: channel.lifecycle === undefined ? null : id('lifecycle', channel.lifecycle),
    }),
    fields: (body, names) =>
      saidFields({
        description: body.Description ?? '',
        default: body.IsDefault ?? false,
        lifecycle: body.LifecycleId ? names(body.LifecycleId) : '',
      }),
    async create({ api, spaceId }, body) {
      // Every project is born with a channel of this name. [guess]
      if (channel.name.toLowerCase() === 'default') {
        const path = { spaceId, id: body.ProjectId };
        const { data } = await api.GET('/api/{spaceId}/projects/{id}/channels', { params: { path } });
        const born = data.Items.find(({ Name }) => Name.toLowerCase() === 'default');
        if (born !== undefined) {
          const params = { path: { spaceId, id: born.Id } };
          return (await api.PUT('/api/{spaceId}/channels/{id}', { params, body: { ...born, ...body } })).data;
        }
      }
      return (await api.POST('/api/{spaceId}/channels', { params: { path: { spaceId } }, body })).data;
    },
    replace: async ({ api, spaceId }, { Id: id }, body) =>
      (await api.PUT('/api/{spaceId}/channels/{id}', { params: { path: { spaceId, id } }, body })).data,
    learn: (doc) => [{ kind: 'channel', name: doc.Name, within: project, id: doc.Id }],
  });
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
    fields: (body, names) =>
      saidFields({
        description: body.Description ?? '',
        tenants: body.MultiTenancyMode ?? 'Untenanted',
        'runs in': body.EnvironmentScope ?? 'All',
        environments: (body.Environments ?? []).map(names).toSorted(),
      }),
    create: async ({ api, spaceId }, body) =>
      (await api.POST('/api/{spaceId}/runbooks', { params: { path: { spaceId } }, body })).data,
    replace: async ({ api, spaceId }, { Id: id }, body) =>
      (await api.PUT('/api/{spaceId}/runbooks/{id}', { params: { path: { spaceId, id } }, body })).data,
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
