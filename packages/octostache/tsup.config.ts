import { library } from '../../tsup.shared.ts';

/** Each function of the package begins a file of its own, so that a bundler takes along what an application uses and no more. */
export default {
  ...library,
  entry: [
    'src/index.ts',
    'src/error-text.ts',
    'src/evaluate.ts',
    'src/evaluation/truthy.ts',
    'src/template-cache.ts',
    'src/variables/variable-set.ts',
  ],
  splitting: true,
  dts: { entry: 'src/index.ts' },
};
