import { z } from 'zod';
import { flag, ids, mapOf, nameField, text } from '../http/fields.ts';
import type { PropertyValue } from '../http/sensitive.ts';

export const tenantSchema = z.object({
  Name: nameField(),
  Description: text(),
  TenantTags: ids(),
  ProjectEnvironments: mapOf(ids()),
  IsDisabled: flag(false),
});

/** A customer, or whatever a project is deployed for one by one. */
export interface TenantDocument extends Readonly<z.output<typeof tenantSchema>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Slug: string;
  readonly ClonedFromTenantId: string | null;
}

/** A value that a tenant gives to a template of a project or of a library set. */
export interface TenantValueDocument {
  readonly Id: string;
  /** The project or library set. */
  readonly OwnerId: string;
  readonly TemplateId: string;
  /** Where it holds; empty for every environment. */
  readonly EnvironmentIds: readonly string[];
  readonly Value: PropertyValue;
}

/** The values that a tenant gives to templates. Its id is the tenant's. */
export interface TenantVariablesDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Version: number;
  readonly Values: readonly TenantValueDocument[];
}
