import { defineConfig } from 'vitest/config';
import usual from './vitest.shared.ts';

const minuteMs = 60_000;

/** Suites that start real processes: a sample of the kill sweep by default, the whole of it with `--mode nightly`. */
export default defineConfig(({ mode }) => {
  const nightly = mode === 'nightly';
  return {
    ...usual,
    test: {
      ...usual.test,
      include: ['**/*.slow.test.ts'],
      exclude: ['**/node_modules/**', '**/dist/**'],
      globalSetup: ['test/support/build-programs.ts'],
      env: nightly ? { OCTOTRAIN_SWEEP: 'all' } : {},
      testTimeout: (nightly ? 180 : 10) * minuteMs,
      hookTimeout: 2 * minuteMs,
      // Each starts processes of its own; two cores are theirs.
      fileParallelism: false,
    },
  };
});
