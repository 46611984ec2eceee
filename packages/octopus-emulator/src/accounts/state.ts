import { z } from 'zod';
import { choice, ids, nameField, text } from '../http/fields.ts';
import { isSensitive, keepSecret } from '../http/sensitive.ts';
import { tenantModes } from '../projects/state.ts';
import { type AccountField, type AccountType, accountFields, accountTypes, fieldsOfType } from './account-fields.ts';

/** Where accounts and certificates may be used. */
export const placementFields = {
  EnvironmentIds: ids(),
  TenantIds: ids(),
  TenantTags: ids(),
  TenantedDeploymentParticipation: choice(tenantModes, 'Untenanted'),
} as const;

const writtenSchema = z.object({
  Name: nameField(),
  Description: text(),
  AccountType: z.string('an account type is required').transform((value, context): AccountType => {
    const found = accountTypes.find((type) => type.toLowerCase() === value.toLowerCase());
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: `'${value}' is none of ${accountTypes.join(', ')}` });
    return z.NEVER;
  }),
  ...placementFields,
  ...accountFields,
});

type Details = { readonly [F in AccountField]?: z.output<(typeof accountFields)[F]> };

interface AccountFields extends Readonly<Omit<z.output<typeof writtenSchema>, AccountField>>, Details {
  readonly AccountType: AccountType;
}

/** Reads an account; what its type does not have is dropped. */
export const accountSchema = writtenSchema.transform((written): AccountFields => {
  const foreign = new Set<string>(Object.keys(accountFields));
  for (const field of fieldsOfType[written.AccountType].has) foreign.delete(field);
  const kept = Object.entries(written).filter(([name]) => !foreign.has(name));
  // The same fields, without those of other types.
  return Object.fromEntries(kept) as unknown as AccountFields;
});

/** What steps log in with elsewhere. */
export interface AccountDocument extends AccountFields {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Slug: string;
}

/** An account as it is kept: a secret that is written back without a text stays, while the type does. */
export function keptAccount(written: AccountFields, stored: AccountDocument | undefined): AccountFields {
  const old: Readonly<Record<string, unknown>> = stored?.AccountType === written.AccountType ? { ...stored } : {};
  const kept = Object.entries(written).map(([name, value]) => [
    name,
    isSensitive(value) ? keepSecret(value, old[name]) : value,
  ]);
  // The same fields as before, of the same types.
  return Object.fromEntries(kept) as unknown as AccountFields;
}
