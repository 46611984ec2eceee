import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A change of one source file, made on its way into the bundle; the file itself stays as it is. */
export interface Patch {
  /** Path in the repository, with `/`. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** What keeps a patch from being applied: its place is not there, or there are several. */
export function patched(text: string, { file, find, replace }: Patch): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${file}: the text to replace is there ${parts.length - 1} times: ${find}`);
  return parts.join(replace);
}

/**
 * Bundles a program of the tests into one file, with patches on its sources: a process starts from it in a moment, and needs nothing that understands
 * TypeScript. `entry` is a path in the repository.
 */
export async function bundle(options: { entry: string; outfile: string; patches?: readonly Patch[] }): Promise<void> {
  const { entry, outfile, patches = [] } = options;
  const applied = new Set<Patch>();
  const plant: Plugin = {
    name: 'patches',
    setup({ onLoad }) {
      for (const file of new Set(patches.map((each) => each.file))) {
        const path = join(root, file);
        const filter = new RegExp(`${escaped(path)}$`);
        onLoad({ filter }, async () => {
          let contents = await readFile(path, 'utf8');
          for (const patch of patches.filter((each) => each.file === file)) {
            contents = patched(contents, patch);
            applied.add(patch);
          }
          return { contents, loader: 'ts' };
        });
      }
    },
  };
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['source'],
    logLevel: 'error',
    sourcemap: 'inline',
    // What is written for CommonJS inside asks for it.
    banner: {
      js: "import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url);",
    },
    plugins: [plant],
  });
  const unused = patches.find((each) => !applied.has(each));
  if (unused) throw new Error(`${unused.file} is no part of ${entry}`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
