import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What a failed union was probably meant to be. */
type Verdict =
  | { kind: 'option'; issues: readonly Issue[] }
  | { kind: 'unknown-keys'; keys: readonly string[] }
  | { kind: 'types'; expected: readonly string[] }
  | { kind: 'unclear' };

/**
 * Chooses the option that the value comes nearest to: what is wrong at the top of an option weighs more than what is
 * wrong deeper inside, because the deeper the difference, the surer the option was meant.
 */
export function likeliestOption(options: readonly (readonly Issue[])[]): Verdict {
  const shaped = options.filter((issues) => !issues.some(isOtherType));
  if (shaped.length === 0) {
    const expected = options.flatMap((issues) => issues.filter(isOtherType).map((issue) => issue.expected));
    return expected.length > 0 ? { kind: 'types', expected: [...new Set(expected)] } : { kind: 'unclear' };
  }
  const weighed = shaped.map((issues) => ({ issues, weight: weightOf(issues) }));
  const least = Math.min(...weighed.map(({ weight }) => weight));
  const nearest = weighed.filter(({ weight }) => weight === least).map(({ issues }) => issues);
  const [only, second] = nearest;
  if (only && !second) return { kind: 'option', issues: only };
  const unknown = nearest.map((issues) => issues.filter(isTopUnknown).flatMap((issue) => issue.keys));
  const common = (unknown[0] ?? []).filter((key) => unknown.every((keys) => keys.includes(key)));
  return common.length > 0 ? { kind: 'unknown-keys', keys: common } : { kind: 'unclear' };
}

function isOtherType(issue: Issue): issue is z.core.$ZodIssueInvalidType {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function isTopUnknown(issue: Issue): issue is z.core.$ZodIssueUnrecognizedKeys {
  return issue.code === 'unrecognized_keys' && issue.path.length === 0;
}

function weightOf(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => {
    if (isTopUnknown(issue)) return sum + 10 * issue.keys.length;
    return sum + (issue.path.length <= 1 ? 10 : 1);
  }, 0);
}
