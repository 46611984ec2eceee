import type { z } from 'zod';
import { namedAsIn } from './any-case.ts';
import { badRequest } from './problem.ts';

/** The body as the schema sees it, or a 400 that lists every field that is wrong. Names match in any case, unknown ones are ignored. */
export function validated<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const result = schema.safeParse(namedAsIn(schema, body ?? {}));
  if (result.success) return result.data;
  throw badRequest(
    result.error.issues.map((issue) => {
      const at = issue.path.map(String).join('.');
      return at === '' ? issue.message : `${at}: ${issue.message}`;
    }),
  );
}
