import { defineConfig } from 'vitest/config';
import usual from './vitest.shared.ts';

/** Real control planes, with kwok's nodes. Files run beside each other: most of their time they wait for pods. */
export default defineConfig({
  ...usual,
  // Where the setup file runs.
  environments: { __vitest__: { resolve: usual.resolve ?? {} } },
  test: {
    ...usual.test,
    include: ['test/cluster/*.cluster.test.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: ['test/support/build-programs.ts', 'test/cluster/support/setup.ts'],
    maxWorkers: 3,
    testTimeout: 4 * 60_000,
    hookTimeout: 4 * 60_000,
  },
});
