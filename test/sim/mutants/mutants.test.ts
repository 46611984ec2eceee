import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { patched } from '../../support/bundle.ts';
import { mutants } from './mutants.ts';

const root = new URL('../../../', import.meta.url);

describe('the planted bugs', () => {
  it('are at least twenty, each with a name and a rule of its own', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(20);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(new Set(mutants.map(({ rules }) => rules[0])).size).toBeGreaterThanOrEqual(15);
  });

  it.each(mutants)('$name: $what', async ({ patches }) => {
    for (const patch of patches) {
      const text = await readFile(fileURLToPath(new URL(patch.file, root)), 'utf8');
      const planted = patched(text, patch);

      expect(planted).not.toBe(text);
      await expect(transform(planted, { loader: 'ts' })).resolves.toBeDefined();
    }
  });
});
