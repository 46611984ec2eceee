import { z } from 'zod';

/** A name of something on the server: not blank, no blanks at its ends. */
export const name = z
  .string()
  .min(1, 'a name must not be empty')
  .regex(/^\S(.*\S)?$/s, 'a name must not begin or end with a blank')
  .meta({ id: 'Name' });

export const description = z.string().describe('A sentence for people; kept on the server.').optional();

/** Plain values; the server knows only text, so numbers and yes/no become text. */
export const plainValue = z
  .union([z.string(), z.number(), z.boolean()], { error: 'expected text, a number, or true or false' })
  .meta({ id: 'PlainValue', description: 'Text. Numbers and booleans become text.' });

const optional = z
  .boolean()
  .describe('When true, an absent secret is left unset on the server instead of stopping the apply.')
  .optional();

export const secretReference = z
  .union(
    [
      z.strictObject({ env: name.describe('Name of an environment variable.'), optional }),
      z.strictObject({ file: name.describe('Path of a file; its last line break is dropped.'), optional }),
    ],
    { error: 'expected a reference to a secret: { env: NAME } or { file: PATH }' },
  )
  .meta({
    id: 'SecretReference',
    description: 'Where a secret is found when it is needed. Secrets are never written in this file.',
  });

export const value = z
  .union([plainValue, secretReference], {
    error: 'expected text, a number, true or false, or a reference { env: NAME } or { file: PATH }',
  })
  .meta({ id: 'Value' });

export const environmentList = z.array(name).meta({ id: 'Environments', description: 'Names of environments.' });

export const multiTenancy = z
  .enum(['untenanted', 'tenanted', 'tenantedOrUntenanted'])
  .meta({ id: 'MultiTenancy', description: 'Whether tenants are served: never, always, or with or without one.' });

export type ValueEntry = z.infer<typeof value>;
export type SecretEntry = z.infer<typeof secretReference>;
