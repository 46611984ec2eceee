import { defineConfig } from 'vitest/config';
import usual from './vitest.config.ts';

/** Real control planes, with kwok's nodes. One file at a time: some of them say how long things may take. */
export default defineConfig({
  ...usual,
  // Where the setup file runs.
  environments: { __vitest__: { resolve: usual.resolve ?? {} } },
  test: {
    ...usual.test,
    include: ['test/cluster/*.cluster.test.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: ['test/support/build-programs.ts', 'test/cluster/support/setup.ts'],
    fileParallelism: false,
    testTimeout: 2 * 60_000,
    hookTimeout: 2 * 60_000,
  },
});
