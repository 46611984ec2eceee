import { defineConfig } from 'vitest/config';
import usual from './vitest.shared.ts';

/** A real kubelet and real containers; run by `pnpm test:containers`, which gives it namespaces of its own. */
export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    include: ['test/containers/*.containers.test.ts'],
    exclude: ['**/node_modules/**'],
    maxWorkers: 1,
    testTimeout: 2 * 60_000,
    hookTimeout: 2 * 60_000,
  },
});
