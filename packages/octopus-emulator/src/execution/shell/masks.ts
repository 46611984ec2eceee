const STARS = '*****';

/** Shortest secret that is masked in a log. [docs] */
const SHORTEST_SECRET = 4;

/** Keeps secrets out of texts, those too that become known on the way. */
export interface Masks {
  add(secret: string): void;
  mask(text: string): string;
}

/**
 * Of a secret of several lines each line is one, since output is heard line by line; those of up to three characters stay. [docs]
 */
export function createMasks(secrets: Iterable<string>): Masks {
  const known = new Set<string>();
  let ordered: readonly string[] = [];

  function add(secret: string): void {
    const before = known.size;
    for (const form of [secret, ...secret.split(/\r?\n/).map((line) => line.trim())]) {
      if (form.length >= SHORTEST_SECRET) known.add(form);
    }
    // The longest first: one may begin with another.
    if (known.size > before) ordered = [...known].sort((a, b) => b.length - a.length);
  }

  for (const secret of secrets) add(secret);
  return { add, mask: (text) => ordered.reduce((masked, secret) => masked.replaceAll(secret, STARS), text) };
}
