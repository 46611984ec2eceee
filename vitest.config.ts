import { defineConfig } from 'vitest/config';
import usual from './vitest.shared.ts';

/** `pnpm test`: everything that needs neither processes of its own nor programs of others. */
export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['{packages,apps,tools,bench}/**/src/**/*.test.ts'],
          // Files share what they import, which is half of their time otherwise.
          isolate: false,
        },
      },
      // Files of these keep a world for their tests, each its own.
      { extends: true, test: { name: 'stories', include: ['test/**/*.test.ts'] } },
    ],
  },
});
