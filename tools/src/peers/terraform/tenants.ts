import type { PropertyValue, TenantWrite } from '@octotrain/octopus-client';
import { type Block, reference, some } from './hcl.ts';
import { resourceTypes } from './references.ts';
import { afterTags } from './tag-sets.ts';
import type { Thing } from './thing.ts';

/** Values by the id of what they are of. */
type ValuesById = Readonly<Record<string, PropertyValue>>;

/** Values of a tenant: by project, environment and template, and by variable set and template. */
export interface TenantValues {
  readonly ProjectVariables: Readonly<Record<string, { readonly Variables: Readonly<Record<string, ValuesById>> }>>;
  readonly LibraryVariables: Readonly<Record<string, { readonly Variables: ValuesById }>>;
}

/** A tenant, and a resource for each project that it is connected to. */
export function tenantBlocks(thing: Thing<TenantWrite>): readonly Block[] {
  const { body, space, spaceId, labels } = thing;
  const { label, id } = tenantOf(thing);
  const connections = Object.entries(body.ProjectEnvironments ?? {});
  return [
    {
      head: ['resource', resourceTypes.tenant, label],
      body: {
        space_id: spaceId,
        name: body.Name,
        description: body.Description,
        tenant_tags: some(body.TenantTags),
        depends_on: afterTags(labels, space, body.TenantTags ?? []),
      },
    },
    ...connections.map(([project, environments]) => ({
      head: ['resource', 'octopusdeploy_tenant_project', connectionLabel(thing, project)],
      body: { space_id: spaceId, tenant_id: id, project_id: project, environment_ids: [...environments] },
    })),
  ];
}

/** A resource for each value that a tenant has in an environment, and for each that it has everywhere. */
export function tenantValueBlocks(thing: Thing<TenantValues>): readonly Block[] {
  const { body, spaceId, labels } = thing;
  const { label, id } = tenantOf(thing);
  const owned = { space_id: spaceId, tenant_id: id };
  const type = 'octopusdeploy_tenant_project_variable';
  const ofProjects = Object.entries(body.ProjectVariables).flatMap(([project, { Variables }]) =>
    Object.entries(Variables).flatMap(([environment, values]) =>
      Object.entries(values).map(([template, value]) => ({
        head: ['resource', type, labels.of(type, label, project, template, environment)],
        body: {
          ...owned,
          project_id: project,
          template_id: template,
          value: textOf(value),
          depends_on: [connectionOf(thing, project)],
        },
        blocks: [{ head: ['scope'], body: { environment_ids: [environment] } }],
      })),
    ),
  );
  const commonType = 'octopusdeploy_tenant_common_variable';
  // A tenant has such values by the projects that it is connected to.
  const connections = thing.connected.map((project) => connectionOf(thing, project));
  const ofSets = Object.entries(body.LibraryVariables).flatMap(([set, { Variables }]) =>
    Object.entries(Variables).map(([template, value]) => ({
      head: ['resource', commonType, labels.of(commonType, label, set, template)],
      body: {
        ...owned,
        library_variable_set_id: set,
        template_id: template,
        value: textOf(value),
        depends_on: connections,
      },
    })),
  );
  return [...ofProjects, ...ofSets];
}

function textOf(value: PropertyValue): string {
  return typeof value === 'string' ? value : (value.NewValue ?? '');
}

function connectionOf(thing: Thing<unknown>, project: string): string {
  return reference(`octopusdeploy_tenant_project.${connectionLabel(thing, project)}`);
}

function tenantOf({ labels, space, name }: Thing<unknown>): { label: string; id: string } {
  const label = labels.of(resourceTypes.tenant, space, name);
  return { label, id: reference(`${resourceTypes.tenant}.${label}.id`) };
}

function connectionLabel(thing: Thing<unknown>, project: string): string {
  return thing.labels.of('octopusdeploy_tenant_project', tenantOf(thing).label, project);
}
