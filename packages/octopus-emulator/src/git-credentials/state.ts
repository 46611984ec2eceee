import { z } from 'zod';
import { flag, ids, nameField, requiredText, text } from '../http/fields.ts';
import { sensitiveSchema } from '../http/sensitive.ts';

export const gitCredentialSchema = z.object({
  Name: nameField(),
  Description: text(),
  Details: z.object({
    Type: z.literal('UsernamePassword', "only the type 'UsernamePassword' is known"),
    Username: requiredText('a user name'),
    Password: sensitiveSchema,
  }),
  RepositoryRestrictions: z.object({ Enabled: flag(false), AllowedRepositories: ids() }).nullish(),
});

type Written = z.output<typeof gitCredentialSchema>;

/** A credential without restrictions may be used everywhere. */
export const noRestrictions: NonNullable<Written['RepositoryRestrictions']> = {
  Enabled: false,
  AllowedRepositories: [],
};

/** What opens a git repository. */
export interface GitCredentialDocument extends Readonly<Written> {
  readonly RepositoryRestrictions: NonNullable<Written['RepositoryRestrictions']>;
  readonly Id: string;
  readonly SpaceId: string;
  readonly Slug: string;
}
