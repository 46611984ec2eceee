export type { Clock } from './clock.ts';
export { errorText } from './error-text.ts';
export {
  type Evaluated,
  type EvaluateOptions,
  evaluate,
  evaluateCondition,
  type TemplateError,
  type UnresolvedToken,
} from './evaluate.ts';
export type { Place } from './evaluation/place.ts';
export { isTruthy } from './evaluation/truthy.ts';
export type { PlainStep } from './syntax/tree.ts';
export { createTemplateCache, type TemplateCache } from './template-cache.ts';
export {
  type Lookup,
  prepareVariables,
  type VariableSet,
  type Variables,
} from './variables/variable-set.ts';
