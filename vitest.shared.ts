import process from 'node:process';
import { defineConfig } from 'vitest/config';

const conditions = ['source', 'module', 'node'];

// CI counts tests from a second report; which tests run does not depend on it.
const jsonReport = process.env.VITEST_JSON_REPORT;

/** What all suites have in common. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.{slow,crash,peers,schema,cluster,containers}.test.ts'],
    testTimeout: 20_000,
    // A first world is made in a hook; a machine that does other things takes its time.
    hookTimeout: 60_000,
    ...(jsonReport ? { reporters: ['default', ['json', { outputFile: jsonReport }]] } : {}),
  },
});
