import { z } from 'zod';
import { choice, nameField, requiredText, text } from '../http/fields.ts';
import { sensitiveSchema } from '../http/sensitive.ts';

const httpPort = 80;
const highestPort = 65_535;

export const proxySchema = z.object({
  Name: nameField(),
  ProxyType: choice(['HTTP'], 'HTTP'),
  Host: requiredText('a host'),
  Port: z
    .number()
    .int()
    .min(1)
    .max(highestPort)
    .nullish()
    .transform((value) => value ?? httpPort),
  Username: text(),
  Password: sensitiveSchema.nullish().transform((value) => value ?? { HasValue: false, NewValue: null, Hint: null }),
});

/** A proxy that machines are reached through. */
export interface ProxyDocument extends Readonly<z.output<typeof proxySchema>> {
  readonly Id: string;
  readonly SpaceId: string;
}
