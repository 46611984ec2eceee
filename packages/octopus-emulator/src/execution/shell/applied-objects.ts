import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { StepProblem } from '../kubernetes/step-problem.ts';

/** An object that a manifest asks for. */
export interface AppliedObject {
  readonly kind: string;
  readonly name: string;
  /** Undefined: the step's own. */
  readonly namespace: string | undefined;
}

const objectSchema = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string(), namespace: z.string().nullish() }),
});
const listSchema = z.object({ kind: z.string().endsWith('List'), items: z.array(z.unknown()) });

/**
 * The objects of a manifest.
 *
 * @throws {StepProblem} when it is no YAML of objects, with the place of the mistake.
 */
export function objectsOf(path: string, text: string): AppliedObject[] {
  return parseAllDocuments(text).flatMap((document) => {
    // An empty stream has no documents.
    if (!('errors' in document)) return [];
    const [error] = document.errors;
    if (error !== undefined) {
      const { line = 1, col = 1 } = error.linePos?.[0] ?? {};
      throw new StepProblem(`${path}:${line}:${col}: ${error.message.split(' at line ')[0]}, after substitution.`);
    }
    return readObjects(path, document.toJS());
  });
}

function readObjects(path: string, value: unknown): AppliedObject[] {
  if (value === null || value === undefined) return [];
  const list = listSchema.safeParse(value);
  if (list.success) return list.data.items.flatMap((item) => readObjects(path, item));
  const object = objectSchema.safeParse(value);
  // One whose name the cluster makes is nothing to wait for.
  if (!object.success) return [];
  const { kind, metadata } = object.data;
  return [{ kind, name: metadata.name, namespace: metadata.namespace ?? undefined }];
}
