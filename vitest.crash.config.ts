import { defineConfig } from 'vitest/config';
import usual from './vitest.shared.ts';

/** The crash matrix, in process: a train is cut at every point and taken up again in every way. */
export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    include: ['test/crash/*.crash.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 60 * 60_000,
  },
});
