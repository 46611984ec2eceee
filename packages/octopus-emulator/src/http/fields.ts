import { z } from 'zod';

/** Fields as clients send them: what is missing or null gets its default, enumerated names match in any case. */

const longestName = 200;

export function nameField(longest = longestName): z.ZodType<string> {
  return z
    .string('a name is required')
    .trim()
    .min(1, 'a name is required')
    .max(longest, `must be at most ${longest} characters`);
}

export function requiredText(what: string): z.ZodType<string> {
  return z.string(`${what} is required`).min(1, `${what} is required`);
}

/** A text that may be missing: then null. */
export function text(): z.ZodType<string | null> {
  return z
    .string()
    .nullish()
    .transform((value) => value ?? null);
}

export function flag(fallback: boolean): z.ZodType<boolean> {
  return z
    .boolean()
    .nullish()
    .transform((value) => value ?? fallback);
}

export function whole(fallback: number): z.ZodType<number> {
  return z
    .number()
    .int()
    .min(0)
    .nullish()
    .transform((value) => value ?? fallback);
}

/** A list of ids, each kept once. */
export function ids(): z.ZodType<readonly string[]> {
  return z
    .array(z.string())
    .nullish()
    .transform((value) => [...new Set(value ?? [])]);
}

export function listOf<T extends z.ZodType>(item: T): z.ZodType<readonly z.output<T>[]> {
  return z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);
}

export function mapOf<T extends z.ZodType>(value: T): z.ZodType<Readonly<Record<string, z.output<T>>>> {
  return z
    .record(z.string(), value)
    .nullish()
    .transform((map) => map ?? {});
}

export function choice<const T extends readonly [string, ...string[]]>(
  values: T,
  fallback: T[number],
): z.ZodType<T[number]> {
  return z
    .string()
    .nullish()
    .transform((value, context): T[number] => {
      if (value === null || value === undefined || value === '') return fallback;
      const found = values.find((candidate) => candidate.toLowerCase() === value.toLowerCase());
      if (found !== undefined) return found;
      context.addIssue({ code: 'custom', message: `'${value}' is none of ${values.join(', ')}` });
      return z.NEVER;
    });
}
