import type { SecretReference } from '@octotrain/lab-config';

/** A secret that a file refers to, and where it is used. */
export interface PulledSecret {
  /** Name of the environment variable that must hold it. */
  readonly env: string;
  readonly usedFor: string;
}

/** Gives each secret the name of an environment variable. */
export interface SecretNames {
  /** `parts` make the name; what has the same `usedFor` has the same name, so that spaces can share it. */
  referenceFor(parts: readonly string[], usedFor: string): SecretReference;
  readonly secrets: readonly PulledSecret[];
}

export function createSecretNames(): SecretNames {
  const byUse = new Map<string, string>();
  const taken = new Set<string>();
  return {
    referenceFor(parts, usedFor) {
      const known = byUse.get(usedFor);
      if (known !== undefined) return { env: known, optional: false };
      const base = variableName(parts);
      let env = base;
      for (let nth = 2; taken.has(env); nth += 1) env = `${base}_${nth}`;
      taken.add(env);
      byUse.set(usedFor, env);
      return { env, optional: false };
    },
    get secrets() {
      return [...byUse].map(([usedFor, env]) => ({ env, usedFor }));
    },
  };
}

/** Words in capitals, joined by underscores. */
function variableName(parts: readonly string[]): string {
  const words = parts
    .join(' ')
    .replace(/[^\da-z]+/gi, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase();
  if (words === '') return 'SECRET';
  return /^\d/.test(words) ? `SECRET_${words}` : words;
}
