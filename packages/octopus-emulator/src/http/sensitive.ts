import { z } from 'zod';

/** A secret as it is kept: with its text. */
export interface SensitiveValue {
  readonly HasValue: boolean;
  readonly NewValue: string | null;
  readonly Hint: string | null;
}

/** A plain text, or a secret. */
export type PropertyValue = string | SensitiveValue;

/** Reads a secret: `NewValue` sets it, `HasValue` without one keeps what is stored. */
export const sensitiveSchema: z.ZodType<SensitiveValue> = z
  .object({ HasValue: z.boolean(), NewValue: z.string().nullish(), Hint: z.string().nullish() })
  .transform((value) => ({
    HasValue: value.HasValue || typeof value.NewValue === 'string',
    NewValue: value.NewValue ?? null,
    Hint: value.Hint ?? null,
  }));

const wrappedSchema = z
  .object({
    IsSensitive: z.boolean().nullish(),
    Value: z.string().nullish(),
    SensitiveValue: sensitiveSchema.nullish(),
  })
  .refine((value) => Object.keys(value).length > 0)
  .transform((value): PropertyValue => value.SensitiveValue ?? value.Value ?? '');

/** A property: text, a secret, or the longer form that names which of both it is. */
export const propertySchema: z.ZodType<PropertyValue> = z.union([
  z.string(),
  z.number().transform(String),
  z.boolean().transform((value) => (value ? 'True' : 'False')),
  sensitiveSchema,
  wrappedSchema,
]);

export function isSensitive(value: unknown): value is SensitiveValue {
  return typeof value === 'object' && value !== null && 'HasValue' in value && 'NewValue' in value;
}

/** A copy of a document in which no secret can be read. */
export function withoutSecrets<T>(value: T): T {
  // The copy has the shape of the original: only texts inside secrets become null, which their type allows.
  return redact(value) as T;
}

function redact(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isSensitive(value)) return { HasValue: value.HasValue, NewValue: null, Hint: value.Hint };
  if (Array.isArray(value)) return value.map(redact);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, redact(inner)]));
}

/** Keeps the stored secret where one is written back as `HasValue` without a new value. [guess] */
export function keepSecret(written: SensitiveValue, stored: unknown): SensitiveValue {
  return written.HasValue && written.NewValue === null && isSensitive(stored) ? stored : written;
}

/** The same for a map of properties. */
export function keepSecrets(
  written: Readonly<Record<string, PropertyValue>>,
  stored: Readonly<Record<string, PropertyValue>> | undefined,
): Record<string, PropertyValue> {
  return Object.fromEntries(
    Object.entries(written).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : keepSecret(value, stored?.[name]),
    ]),
  );
}
