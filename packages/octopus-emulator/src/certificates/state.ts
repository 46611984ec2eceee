import { z } from 'zod';
import { placementFields } from '../accounts/state.ts';
import { nameField, requiredText, text } from '../http/fields.ts';
import { sensitiveSchema } from '../http/sensitive.ts';
import type { CertificateDetails, CertificateFormat } from './read-certificate.ts';

const secret = sensitiveSchema.nullish().transform((value) => value ?? { HasValue: false, NewValue: null, Hint: null });

export const certificateSchema = z.object({
  Name: nameField(),
  Notes: text(),
  CertificateData: secret,
  Password: secret,
  ...placementFields,
});

/** What takes the place of a certificate's file. */
export const replacementSchema = z.object({
  CertificateData: requiredText('the data of a certificate'),
  Password: text(),
});

/** A certificate that steps, targets and variables use. Its file is kept as a secret. */
export interface CertificateDocument extends Readonly<z.output<typeof certificateSchema>>, CertificateDetails {
  readonly Id: string;
  readonly SpaceId: string;
  readonly CertificateDataFormat: CertificateFormat;
  readonly HasPrivateKey: boolean;
  /** When it was archived. */
  readonly Archived: string | null;
  readonly ReplacedBy: string | null;
}
