import type { FilterContext } from '../filters/filter.ts';
import { filterNamed } from '../filters/filters.ts';
import type { Expression, FilterCall, FilterOption } from '../syntax/tree.ts';
import type { Evaluation } from './evaluation.ts';
import { resolveSymbol } from './resolve.ts';
import type { Scope } from './scope.ts';

/** The value of a symbol after its filters: undefined when there is none, null when a filter says so. */
export function expressionValue(
  evaluation: Evaluation,
  { symbol, filters }: Expression,
  scope: Scope | undefined,
): string | null | undefined {
  let value: string | null | undefined = symbol && resolveSymbol(evaluation, symbol, scope);
  for (const call of filters) {
    if (value === null) return undefined;
    value = filtered(evaluation, { call, value, scope });
    if (value === undefined) return undefined;
  }
  return value;
}

function filtered(
  evaluation: Evaluation,
  { call, value, scope }: { call: FilterCall; value: string | undefined; scope: Scope | undefined },
): string | null | undefined {
  const filter = filterNamed(call.name);
  if (!filter) return undefined;
  const options: string[] = [];
  for (const option of call.options) {
    const text = evaluation.limits.nested(() => optionText(evaluation, option, scope));
    if (text === undefined) return undefined;
    options.push(text);
  }
  const { limits, clock } = evaluation;
  const context: FilterContext = {
    clock,
    spend: (work) => limits.spend(work),
    refuse: (length) => limits.refuse(length),
  };
  const length = options.reduce((sum, option) => sum + option.length, value?.length ?? 0);
  limits.refuse(length);
  limits.spend(costOfCharacter * length);
  const result = filter(value, options, context);
  limits.refuse(result?.length ?? 0);
  return result;
}

/** Filters look at a character more than once, and write. */
const costOfCharacter = 4;

function optionText(evaluation: Evaluation, { value }: FilterOption, scope: Scope | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (value.kind === 'substitution') return expressionValue(evaluation, value.expression, scope) ?? undefined;
  return evaluation.renderToken(value, scope) ?? undefined;
}
