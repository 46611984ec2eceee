import { defineConfig } from 'vitest/config';
import usual from './vitest.shared.ts';

/** Clients that nobody here wrote, run against the embedded server. */
export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    include: ['test/peers/*.peers.test.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: ['test/peers/build-peers.ts'],
    testTimeout: 10 * 60_000,
    hookTimeout: 2 * 60_000,
  },
});
