import { doubleText } from '../numbers/double-text.ts';
import { printSubstitution } from '../syntax/print.ts';
import type { Template, Token } from '../syntax/tree.ts';
import { calculate } from './calculate.ts';
import { truthOf } from './condition.ts';
import type { Evaluation } from './evaluation.ts';
import { expressionValue } from './expression.ts';
import { resolveCollection, resolveSymbol } from './resolve.ts';
import type { Scope } from './scope.ts';

/** The text of a template, or null when a part of it says that there is no value. */
export function renderTemplate(evaluation: Evaluation, template: Template, scope: Scope | undefined): string | null {
  evaluation.limits.enter();
  const text = renderTokens(evaluation, template, scope);
  evaluation.limits.leave();
  return text;
}

function renderTokens(evaluation: Evaluation, template: Template, scope: Scope | undefined): string | null {
  let text = '';
  for (const token of template) {
    if (token.kind !== 'text') evaluation.reading.offset = token.offset;
    const part = renderToken(evaluation, token, scope);
    if (part === null) return null;
    evaluation.limits.count(part);
    text += part;
  }
  return text;
}

/** The text of one token, or null when there is to be no value. */
export function renderToken(evaluation: Evaluation, token: Token, scope: Scope | undefined): string | null {
  switch (token.kind) {
    case 'text':
      return token.text;
    case 'substitution': {
      const value = expressionValue(evaluation, token.expression, scope);
      return value === undefined ? unresolved(evaluation, token, printSubstitution(token.expression)) : value;
    }
    case 'calc': {
      const result = calculate(token.sum, {
        lookup: (symbol) => resolveSymbol(evaluation, symbol, scope),
        limits: evaluation.limits,
      });
      return result === undefined ? unresolved(evaluation, token, token.source) : doubleText(result);
    }
    case 'if': {
      for (const { condition, negated, body } of token.branches) {
        const truth = truthOf(evaluation, condition, scope);
        if (truth === undefined) return unresolved(evaluation, token, token.source);
        if (truth !== negated) return renderTemplate(evaluation, body, scope);
      }
      return renderTemplate(evaluation, token.otherwise, scope);
    }
    case 'each':
      return renderRounds(evaluation, token, scope);
  }
}

/** A round makes a scope, even when it writes nothing. */
const costOfRound = 64;

function renderRounds(
  evaluation: Evaluation,
  { name, collection, body }: Extract<Token, { kind: 'each' }>,
  outer: Scope | undefined,
): string | null {
  const { count, at } = resolveCollection(evaluation, collection, outer);
  const lowerName = name.toLowerCase();
  let text = '';
  for (let index = 0; index < count; index += 1) {
    evaluation.limits.spend(costOfRound);
    const scope = { name: lowerName, binding: at(index), index, count, outer };
    const round = renderTemplate(evaluation, body, scope);
    if (round === null) return null;
    text += round;
  }
  return text;
}

function unresolved(evaluation: Evaluation, { offset }: { offset: number }, text: string): string {
  if (!evaluation.unresolved.has(text)) evaluation.unresolved.set(text, { ...evaluation.reading, offset });
  return text;
}
