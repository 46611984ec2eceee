/** A step into an object: a field, an item of a list by its keys, or by its place. */
export type PathStep =
  | { readonly field: string }
  | { readonly keys: Readonly<Record<string, unknown>> }
  | { readonly index: number };

export type FieldPath = readonly PathStep[];

/** `spec.template.spec.containers[name=api].env[name=MODE].value` */
export function pathText(path: FieldPath): string {
  return path
    .map((step, at) => {
      if ('index' in step) return `[${step.index}]`;
      if ('keys' in step)
        return `[${Object.entries(step.keys)
          .map(([key, value]) => `${key}=${value}`)
          .join(',')}]`;
      if (!/^[\w-]+$/.test(step.field)) return `[${step.field}]`;
      return at === 0 ? step.field : `.${step.field}`;
    })
    .join('');
}

/** The names of the fields on the way, without the items of lists. */
export function fieldNames(path: FieldPath): readonly string[] {
  return path.flatMap((step) => ('field' in step ? [step.field] : []));
}
