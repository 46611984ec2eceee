export { type Evaluated, evaluate, evaluateCondition, type TemplateError } from './evaluate.ts';
export { createTemplateCache, type TemplateCache } from './template-cache.ts';
export { isTruthy } from './truthy.ts';
export { type Lookup, prepareVariables, type VariableSet, type Variables } from './variables/variable-set.ts';
