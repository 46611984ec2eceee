import { labelsField, textField } from '../json.ts';

/**
 * How things are given to owners: by a label of the thing, or of its namespace, or by the name of its namespace. A
 * pattern names the owner by `{owner}` and may have `*` for anything: `octopus-agent-{owner}`.
 */
export type OwnerRule =
  | { readonly label: string }
  | { readonly namespaceLabel: string }
  | { readonly namespacePattern: string };

/** Says who owns a thing; undefined: nobody that this rule knows. */
export type OwnerOf = (object: unknown) => string | undefined;

/** Makes a function of rules; the first that knows an owner decides. */
export function ownerBy(rules: readonly OwnerRule[], namespaces: readonly unknown[]): OwnerOf {
  const labels = new Map(
    namespaces.map((one) => [textField(one, 'metadata', 'name'), labelsField(one, 'metadata', 'labels')]),
  );
  const deciding = rules.map((rule): OwnerOf => {
    if ('label' in rule) return (object) => labelsField(object, 'metadata', 'labels')[rule.label];
    if ('namespaceLabel' in rule) return (object) => labels.get(namespaceOf(object))?.[rule.namespaceLabel];
    const pattern = patternOf(rule.namespacePattern);
    return (object) => {
      const match = pattern.exec(namespaceOf(object));
      return match ? (match.groups?.owner ?? match[0]) : undefined;
    };
  });
  return (object) => {
    for (const decide of deciding) {
      const owner = decide(object);
      if (owner !== undefined && owner !== '') return owner;
    }
    return undefined;
  };
}

/** A namespace belongs to itself. */
function namespaceOf(object: unknown): string {
  return textField(object, 'metadata', 'namespace') || textField(object, 'metadata', 'name');
}

function patternOf(pattern: string): RegExp {
  const [before = '', ...after] = pattern.split('{owner}');
  const parts = [before, ...(after.length > 0 ? [after.join('{owner}')] : [])].map((part) =>
    part
      .split('*')
      .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('.*'),
  );
  return new RegExp(`^${parts.join('(?<owner>.+)')}$`);
}
