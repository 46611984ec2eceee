import type { Options } from 'tsup';

/** Published packages: ESM with types; workspace dependencies stay imports. */
export const library: Options = {
  entry: ['src/index.ts'],
  format: ['esm'],
  target: 'node20',
  dts: true,
  clean: true,
  sourcemap: true,
};

/** Programs: one self-contained bundle, built from the workspace's sources, so that no package needs building first. */
export const program: Options = {
  entry: ['src/main.ts'],
  format: ['esm'],
  target: 'node20',
  platform: 'node',
  splitting: true,
  dts: false,
  clean: true,
  noExternal: [/.*/],
  // CommonJS inside an ESM bundle still calls require.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  esbuildOptions(options) {
    options.conditions = ['source'];
  },
};
