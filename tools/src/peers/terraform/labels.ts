/** Names of resources: letters, digits and underscores, one for each thing. */
export interface Labels {
  /** The label of a thing; the same for the same parts, whatever their case, and another one for others. */
  of(type: string, ...parts: readonly string[]): string;
}

export function createLabels(): Labels {
  const given = new Map<string, string>();
  const taken = new Set<string>();
  return {
    of(type, ...parts) {
      const key = JSON.stringify([type, ...parts]).toLowerCase();
      const known = given.get(key);
      if (known !== undefined) return known;
      const plain = parts
        .join('_')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '_')
        .replace(/^_+|_+$/g, '');
      const base = /^[a-z]/.test(plain) ? plain : `n_${plain}`;
      let label = base;
      for (let nth = 2; taken.has(`${type}.${label}`); nth += 1) label = `${base}_${nth}`;
      given.set(key, label);
      taken.add(`${type}.${label}`);
      return label;
    },
  };
}
