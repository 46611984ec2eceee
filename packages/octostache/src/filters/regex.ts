import { compileRegex } from '../regex/compile.ts';
import { isMatch, type RegexBudget, replaceMatches } from '../regex/replace.ts';
import { type Filter, type FilterContext, flag, onText } from './filter.ts';

/**
 * Filters with regular expressions in .NET's dialect [octostache]; a pattern that .NET refuses, or of the little that is
 * not covered, leaves the substitution unresolved.
 */
export const regexFilters: Readonly<Record<string, Filter>> = {
  Replace: onText((input, [pattern, replacement = '', ...more], context) => {
    const program = pattern === undefined || more.length > 0 ? undefined : compiled(pattern, context);
    return program && replaceMatches(program, { text: input, replacement }, budgetOf(context));
  }),
  Match: onText((input, [pattern, ...more], context) => {
    const program = pattern === undefined || more.length > 0 ? undefined : compiled(pattern, context);
    return program && flag(isMatch(program, input, budgetOf(context)));
  }),
};

/** A step of matching is dearer than looking at a character. */
const costOfStep = 16;

function compiled(pattern: string, { spend }: FilterContext) {
  spend(costOfStep * pattern.length);
  return compileRegex(pattern);
}

function budgetOf({ spend, refuse }: FilterContext): RegexBudget {
  return { spend: (steps) => spend(costOfStep * steps), refuse };
}
