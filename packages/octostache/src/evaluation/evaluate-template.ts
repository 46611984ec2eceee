import { filterNamed } from '../filters/filters.ts';
import type { parseTemplate } from '../syntax/parse.ts';
import { printSubstitution } from '../syntax/print.ts';
import type { Condition, Expression, FilterOption, Operand, Template, Token } from '../syntax/tree.ts';
import { isTruthy } from '../truthy.ts';
import type { VariableSet } from '../variables/variable-set.ts';
import { calculate } from './calculate.ts';
import { Limits } from './limits.ts';
import { type Resolver, resolveCollection, resolveSymbol } from './resolve.ts';
import { roundOf, type Scope } from './scope.ts';

type Parsed = ReturnType<typeof parseTemplate>;

/** One evaluation: what it may use, and what it found on its way. */
export interface Evaluation extends Resolver {
  /** Tokens that stayed in the text. */
  unresolved: Set<string>;
  faults: { message: string; offset: number }[];
}

/** Sets out to evaluate with these variables; `parse` may remember templates. */
export function beginEvaluation({
  variables,
  parse,
}: {
  variables: VariableSet;
  parse: (text: string) => Parsed;
}): Evaluation {
  const evaluation: Evaluation = {
    variables,
    limits: new Limits(),
    unresolved: new Set(),
    faults: [],
    evaluateValue: (value, scope) => {
      const parsed = parse(value);
      if (parsed.ok) return renderTemplate(evaluation, parsed.template, scope);
      evaluation.faults.push(parsed.fault);
      return value;
    },
  };
  return evaluation;
}

/** The text of a template, or null when a part of it says that there is no value. */
function renderTemplate(evaluation: Evaluation, template: Template, scope: Scope | undefined): string | null {
  let text = '';
  for (const token of template) {
    const part = renderToken(evaluation, token, scope);
    if (part === null) return null;
    evaluation.limits.count(part);
    text += part;
  }
  return text;
}

function renderToken(evaluation: Evaluation, token: Token, scope: Scope | undefined): string | null {
  switch (token.kind) {
    case 'text':
      return token.text;
    case 'substitution': {
      const value = expressionValue(evaluation, token.expression, scope);
      return value === undefined ? unresolved(evaluation, printSubstitution(token.expression)) : value;
    }
    case 'calc': {
      const result = calculate(token.sum, (symbol) => resolveSymbol(evaluation, symbol, scope));
      return result === undefined ? unresolved(evaluation, token.source) : String(result);
    }
    case 'if': {
      const truth = truthOf(evaluation, token.condition, scope);
      if (truth === undefined) return unresolved(evaluation, token.source);
      return renderTemplate(evaluation, truth !== token.negated ? token.body : token.otherwise, scope);
    }
    case 'each': {
      const items = resolveCollection(evaluation, token.collection, scope);
      const rounds = items.map((binding, index) => {
        const round = roundOf({ name: token.name, binding, index, count: items.length, outer: scope });
        return renderTemplate(evaluation, token.body, round);
      });
      return rounds.includes(null) ? null : rounds.join('');
    }
  }
}

function unresolved(evaluation: Evaluation, token: string): string {
  evaluation.unresolved.add(token);
  return token;
}

/** The value of a symbol after its filters: undefined when there is none, null when a filter says so. */
function expressionValue(
  evaluation: Evaluation,
  expression: Expression,
  scope: Scope | undefined,
): string | null | undefined {
  let value: string | null | undefined = expression.symbol && resolveSymbol(evaluation, expression.symbol, scope);
  for (const { name, options } of expression.filters) {
    const filter = filterNamed(name);
    const texts = options.map((option) => optionText(evaluation, option, scope));
    const known = texts.filter((text) => text !== undefined);
    if (!filter || known.length < texts.length || value === null) return undefined;
    value = filter(value, known);
    if (value === undefined) return undefined;
  }
  return value;
}

function optionText(evaluation: Evaluation, { value }: FilterOption, scope: Scope | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (value.kind === 'substitution') return expressionValue(evaluation, value.expression, scope) ?? undefined;
  return renderToken(evaluation, value, scope) ?? undefined;
}

/** Undefined when a filter fails: then the condition cannot be told. A symbol without value counts as empty. */
function truthOf(
  evaluation: Evaluation,
  { left, comparison }: Condition,
  scope: Scope | undefined,
): boolean | undefined {
  const value = operandText(evaluation, left, scope);
  if (value === undefined) return undefined;
  if (!comparison) return isTruthy(value);
  const other = operandText(evaluation, comparison.right, scope);
  if (other === undefined) return undefined;
  return (value === other) === (comparison.operator === '==');
}

function operandText(evaluation: Evaluation, operand: Operand, scope: Scope | undefined): string | undefined {
  if (operand.kind === 'quoted') return operand.text;
  const value = expressionValue(evaluation, operand.expression, scope);
  if (value === null) return '';
  return value ?? (operand.expression.filters.length === 0 ? '' : undefined);
}
