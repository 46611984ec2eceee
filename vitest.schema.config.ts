import { defineConfig } from 'vitest/config';
import usual from './vitest.shared.ts';

/** Requests that a tool makes up from the API's description, to a server that listens: what it finds is told by operation. */
export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    include: ['test/emulator/**/*.schema.test.ts'],
    exclude: ['**/node_modules/**'],
    hookTimeout: 20 * 60_000,
  },
});
