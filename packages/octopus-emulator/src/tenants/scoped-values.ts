import { z } from 'zod';
import { ok, type Reply, type RouteContext } from '../http/api.ts';
import { ids, listOf, requiredText } from '../http/fields.ts';
import { refuseIfAny } from '../http/problem.ts';
import { propertySchema, withoutSecrets } from '../http/sensitive.ts';
import { validated } from '../http/validate.ts';
import { isBlank } from './missing-variables.ts';
import type { TenantDocument, TenantValueDocument } from './state.ts';
import { librarySetOwners, projectOwners, type TemplateOwner, valueIn, valuesOfTenant } from './stored-values.ts';
import { unknownTemplates } from './variable-routes.ts';
import { refuseStale, requireEdit, storeValues, tokenOf, type WantedValue } from './write-values.ts';

/** Which half of a tenant's values is meant: those for library sets, or for projects. */
export type Half = 'common' | 'project';

const writtenSchema = z.object({
  ConcurrencyToken: z.string().nullish(),
  Variables: listOf(
    z
      .object({
        Id: z.string().nullish(),
        OwnerId: z.string().nullish(),
        LibraryVariableSetId: z.string().nullish(),
        ProjectId: z.string().nullish(),
        TemplateId: requiredText('a template'),
        Value: propertySchema,
        Scope: z.object({ EnvironmentIds: ids() }).nullish(),
      })
      .transform(
        (written): WantedValue => ({
          Id: written.Id || undefined,
          OwnerId: written.OwnerId || written.LibraryVariableSetId || written.ProjectId || '',
          TemplateId: written.TemplateId,
          EnvironmentIds: written.Scope?.EnvironmentIds ?? [],
          Value: written.Value,
        }),
      ),
  ),
});

function ownersOf({ world: { store } }: RouteContext, tenant: TenantDocument, half: Half): readonly TemplateOwner[] {
  return half === 'common' ? librarySetOwners(store, tenant) : projectOwners(store, tenant);
}

/** `GET …/commonvariables` and `…/projectvariables`: one entry for each value and the environments that it is for. [docs] */
export function readScopedValues(context: RouteContext, tenant: TenantDocument, half: Half): Reply {
  context.caller.requirePermission('VariableView', { spaceId: tenant.SpaceId, tenantId: tenant.Id });
  return ok(shown(context, tenant, half));
}

/** The same addresses written: the complete set, so values that are left out are deleted. [docs] */
export function writeScopedValues(context: RouteContext, tenant: TenantDocument, half: Half): Reply {
  const owners = ownersOf(context, tenant, half);
  const written = validated(writtenSchema, context.body);
  const stored = valuesOfTenant(context.world.store, tenant);
  const isOther = ({ OwnerId }: TenantValueDocument) => !owners.some(({ Id }) => Id === OwnerId);
  const changed = [...written.Variables, ...stored.Values.filter((value) => !isOther(value))].map(
    ({ OwnerId }) => OwnerId,
  );
  // A common value may reach all projects of the tenant. [docs]
  const projects = half === 'common' ? Object.keys(tenant.ProjectEnvironments) : [...new Set(changed)];
  requireEdit(context, tenant, projects);
  refuseStale(stored, tenant, written.ConcurrencyToken);
  refuseIfAny(problems(written.Variables, owners, half));
  const related = [...new Set(written.Variables.map(({ OwnerId }) => OwnerId))];
  storeValues(context, tenant, { wanted: written.Variables, keeps: isOther, related });
  return ok(shown(context, tenant, half));
}

/** Two values of one template may not hold in the same environment. [guess] */
function problems(wanted: readonly WantedValue[], owners: readonly TemplateOwner[], half: Half): readonly string[] {
  const each = wanted.flatMap((value) => {
    const owner = owners.find(({ Id }) => Id === value.OwnerId);
    const uses = half === 'common' ? 'does not use the library set' : 'is not connected to the project';
    if (owner === undefined) return [`The tenant ${uses} '${value.OwnerId}'.`];
    return [
      ...unknownTemplates([value.TemplateId], owner),
      ...value.EnvironmentIds.filter((id) => !owner.environmentIds.includes(id)).map(
        (id) => `The tenant is not connected to '${owner.Name}' in the environment '${id}'.`,
      ),
    ];
  });
  const clashing = wanted.filter((value, index) => wanted.slice(0, index).some((other) => overlap(value, other)));
  return [
    ...each,
    ...clashing.map(({ TemplateId }) => `The template '${TemplateId}' has two values for the same environment.`),
  ];
}

function overlap(a: WantedValue, b: WantedValue): boolean {
  if (a.OwnerId !== b.OwnerId || a.TemplateId !== b.TemplateId) return false;
  if (a.EnvironmentIds.length === 0 || b.EnvironmentIds.length === 0) {
    return a.EnvironmentIds.length === b.EnvironmentIds.length;
  }
  return a.EnvironmentIds.some((id) => b.EnvironmentIds.includes(id));
}

function shown(context: RouteContext, tenant: TenantDocument, half: Half): object {
  const stored = valuesOfTenant(context.world.store, tenant);
  const owners = ownersOf(context, tenant, half);
  const Variables = owners.flatMap((owner) =>
    stored.Values.filter(({ OwnerId }) => OwnerId === owner.Id).map(({ Id, TemplateId, Value, EnvironmentIds }) => ({
      Id,
      ...describe(owner, TemplateId, half),
      Value,
      Scope: { EnvironmentIds },
    })),
  );
  return withoutSecrets({
    TenantId: tenant.Id,
    ConcurrencyToken: tokenOf(stored),
    Variables,
    MissingVariables: context.query.flag('includeMissingVariables') ? missing(stored.Values, owners, half) : [],
  });
}

function describe(owner: TemplateOwner, TemplateId: string, half: Half): object {
  const Template = owner.Templates.find(({ Id }) => Id === TemplateId);
  const names =
    half === 'common'
      ? { LibraryVariableSetId: owner.Id, LibraryVariableSetName: owner.Name }
      : { ProjectId: owner.Id, ProjectName: owner.Name };
  return { ...names, TemplateId, Template };
}

/** Templates, with a default or without, and the environments in which the tenant gives them no value: clients look them up here. [client] */
function missing(
  values: readonly TenantValueDocument[],
  owners: readonly TemplateOwner[],
  half: Half,
): readonly object[] {
  return owners.flatMap((owner) =>
    owner.Templates.flatMap(({ Id: templateId }) => {
      const EnvironmentIds = owner.environmentIds.filter((environmentId) =>
        isBlank(valueIn(values, { ownerId: owner.Id, templateId, environmentId })?.Value),
      );
      if (EnvironmentIds.length === 0) return [];
      return { ...describe(owner, templateId, half), Value: null, Scope: { EnvironmentIds } };
    }),
  );
}
