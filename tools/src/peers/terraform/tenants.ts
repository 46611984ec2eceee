import type { PropertyValue, TenantWrite } from '@octotrain/octopus-client';
import { type Block, reference, some } from './hcl.ts';
import { resourceTypes } from './references.ts';
import type { Thing } from './thing.ts';

/** Values of a tenant by project, environment and template. */
export interface TenantValues {
  readonly ProjectVariables: Readonly<
    Record<string, { readonly Variables: Readonly<Record<string, Readonly<Record<string, PropertyValue>>>> }>
  >;
}

/** A tenant, and a resource for each project that it is connected to. */
export function tenantBlocks(thing: Thing<TenantWrite>): readonly Block[] {
  const { body, spaceId } = thing;
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
      },
    },
    ...connections.map(([project, environments]) => ({
      head: ['resource', 'octopusdeploy_tenant_project', connectionLabel(thing, project)],
      body: { space_id: spaceId, tenant_id: id, project_id: project, environment_ids: [...environments] },
    })),
  ];
}

/** A resource for each value that a tenant has in an environment. */
export function tenantValueBlocks(thing: Thing<TenantValues>): readonly Block[] {
  const { body, spaceId, labels } = thing;
  const { label, id } = tenantOf(thing);
  const type = 'octopusdeploy_tenant_project_variable';
  return Object.entries(body.ProjectVariables).flatMap(([project, { Variables }]) =>
    Object.entries(Variables).flatMap(([environment, values]) =>
      Object.entries(values).map(([template, value]) => ({
        head: ['resource', type, labels.of(type, label, project, template, environment)],
        body: {
          space_id: spaceId,
          tenant_id: id,
          project_id: project,
          template_id: template,
          value: typeof value === 'string' ? value : (value.NewValue ?? ''),
          depends_on: [reference(`octopusdeploy_tenant_project.${connectionLabel(thing, project)}`)],
        },
        blocks: [{ head: ['scope'], body: { environment_ids: [environment] } }],
      })),
    ),
  );
}

function tenantOf({ labels, space, name }: Thing<unknown>): { label: string; id: string } {
  const label = labels.of(resourceTypes.tenant, space, name);
  return { label, id: reference(`${resourceTypes.tenant}.${label}.id`) };
}

function connectionLabel(thing: Thing<unknown>, project: string): string {
  return thing.labels.of('octopusdeploy_tenant_project', tenantOf(thing).label, project);
}
