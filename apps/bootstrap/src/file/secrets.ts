import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SecretSource } from '@octotrain/lab-config';

/** Secrets of the environment, and of files beside the lab file. */
export function secretSource(options: {
  env: Readonly<Record<string, string | undefined>>;
  folder: string;
}): SecretSource {
  return {
    env: (name) => options.env[name],
    file(path) {
      try {
        return readFileSync(resolve(options.folder, path), 'utf8');
      } catch {
        // The reference says whether an absent file is a problem.
        return undefined;
      }
    },
  };
}
