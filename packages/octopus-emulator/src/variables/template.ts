/** A text after its `#{…}` were replaced. */
export interface Rendered {
  readonly text: string;
  /** True when every part could be resolved. */
  readonly resolved: boolean;
}

/** Replaces `#{…}` by values; names are compared without case. What cannot be resolved stays as it is. [docs] */
export function renderTemplate(template: string, values: ReadonlyMap<string, string>): Rendered {
  let resolved = true;
  const lower = new Map([...values].map(([k, v]) => [k.toLowerCase(), v]));
  const text = template.replace(/#\{([^}|]+)(\|[^}]*)?\}/g, (all, name: string, filters?: string) => {
    let value = lower.get(name.trim().toLowerCase());
    if (value === undefined) {
      resolved = false;
      return all;
    }
    if (filters?.includes('ToLower')) value = value.toLowerCase();
    if (filters?.includes('Replace')) value = value.replaceAll(' ', '-');
    return value;
  });
  return { text, resolved };
}
