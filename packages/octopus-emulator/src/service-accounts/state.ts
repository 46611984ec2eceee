import { z } from 'zod';
import { nameField, requiredText, text } from '../http/fields.ts';

export const oidcIdentitySchema = z.object({
  Name: nameField(),
  Issuer: requiredText('an issuer'),
  Subject: requiredText('a subject'),
  Audience: text().transform((audience) => (audience === '' ? null : audience)),
});

/** Whose tokens log in a service account. */
export interface OidcIdentityDocument extends Readonly<z.output<typeof oidcIdentitySchema>> {
  readonly Id: string;
  /** Id of the user. */
  readonly ServiceAccountId: string;
}

/** How identity providers know a service account. Its id is the user's. */
export interface ServiceAccountDocument {
  readonly Id: string;
  /** A UUID: what tokens are made for, unless an identity says otherwise. */
  readonly ExternalId: string;
}
