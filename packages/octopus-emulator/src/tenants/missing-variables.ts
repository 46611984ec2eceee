import { ok, type Reply, type RouteContext } from '../http/api.ts';
import type { PropertyValue } from '../http/sensitive.ts';
import type { TemplateDocument } from '../library-sets/state.ts';
import type { Store } from '../store/store.ts';
import type { TenantDocument, TenantValueDocument } from './state.ts';
import { librarySetOwners, projectOwners, type TemplateOwner, valueIn, valuesOfTenant } from './stored-values.ts';

interface Missing {
  readonly ProjectId: string | null;
  readonly EnvironmentId: string | null;
  readonly LibraryVariableSetId: string | null;
  readonly VariableTemplateId: string;
  readonly VariableTemplateName: string;
  readonly Links: Readonly<Record<string, string>>;
}

/**
 * `GET /tenants/variables-missing`: tenants that owe a value to a template without a default. Narrowed to a project, only its own
 * templates count; to an environment, only values for it. What is missing is told when `includeDetails` asks for it. [docs][guess]
 */
export function listMissingVariables(context: RouteContext, tenants: readonly TenantDocument[]): Reply {
  const { world, query } = context;
  const [tenantId, projectId, environmentId] = ['tenantId', 'projectId', 'environmentId'].map(query.text);
  const details = query.flag('includeDetails') ?? false;
  return ok(
    tenants
      .filter(({ Id }) => tenantId === undefined || Id === tenantId)
      .map((tenant) => ({ tenant, missing: missingValues(world.store, tenant, { projectId, environmentId }) }))
      .filter(({ missing }) => missing.length > 0)
      .map(({ tenant, missing }) => ({
        TenantId: tenant.Id,
        MissingVariables: details ? missing : [],
        Links: { Self: `/api/${tenant.SpaceId}/tenants/${tenant.Id}` },
      })),
  );
}

function missingValues(
  store: Store,
  tenant: TenantDocument,
  only: { readonly projectId: string | undefined; readonly environmentId: string | undefined },
): readonly Missing[] {
  const { Values } = valuesOfTenant(store, tenant);
  const projects = projectOwners(store, tenant).filter(
    ({ Id }) => only.projectId === undefined || Id === only.projectId,
  );
  const ofProjects = projects.flatMap((project) =>
    project.environmentIds
      .filter((id) => only.environmentId === undefined || id === only.environmentId)
      .flatMap((environmentId) =>
        unanswered(Values, project, [environmentId]).map((template) =>
          missing(template, { ProjectId: project.Id, EnvironmentId: environmentId }),
        ),
      ),
  );
  const sets = only.projectId === undefined ? librarySetOwners(store, tenant) : [];
  const ofSets = sets.flatMap((set) =>
    unanswered(Values, set, set.environmentIds).map((template) => missing(template, { LibraryVariableSetId: set.Id })),
  );
  return [...ofProjects, ...ofSets];
}

function missing(
  template: TemplateDocument,
  where: Partial<Pick<Missing, 'ProjectId' | 'EnvironmentId' | 'LibraryVariableSetId'>>,
): Missing {
  return {
    ProjectId: null,
    EnvironmentId: null,
    LibraryVariableSetId: null,
    ...where,
    VariableTemplateId: template.Id,
    VariableTemplateName: template.Name,
    Links: {},
  };
}

/** Templates that have neither a default nor a value in one of the environments. */
function unanswered(
  values: readonly TenantValueDocument[],
  owner: TemplateOwner,
  environmentIds: readonly string[],
): readonly TemplateDocument[] {
  return owner.Templates.filter(
    ({ Id: templateId, DefaultValue }) =>
      isBlank(DefaultValue) &&
      environmentIds.some((environmentId) =>
        isBlank(valueIn(values, { ownerId: owner.Id, templateId, environmentId })?.Value),
      ),
  );
}

/** No value, or an empty one. */
export function isBlank(value: PropertyValue | null | undefined): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && !value.HasValue;
}
