import type { Clock } from '../clock.ts';
import { parseJson } from '../json/parse-json.ts';
import type { Parsed } from '../syntax/parse.ts';
import type { VariableSet } from '../variables/variable-set.ts';
import type { Evaluation, FaultAt } from './evaluation.ts';
import { Limits } from './limits.ts';
import { renderTemplate, renderToken } from './render.ts';
import type { Scope } from './scope.ts';

/** A character of JSON is dearer than one that is just looked at. */
const costOfJson = 4;

/** Sets out to evaluate with these variables; `parse` may remember templates. */
export function beginEvaluation(options: {
  variables: VariableSet;
  parse: (text: string) => Parsed;
  clock: Clock | undefined;
}): Evaluation {
  const { variables, clock } = options;
  const limits = new Limits();
  const parse = remembering((text) => {
    const parsed = options.parse(text);
    limits.spend(parsed.passed);
    return parsed;
  });
  const evaluation: Evaluation = {
    variables,
    clock,
    limits,
    reading: { text: '', variable: undefined, offset: 0 },
    unresolved: new Map(),
    faults: new Map(),
    renderToken: (token, scope) => renderToken(evaluation, token, scope),
    json: remembering((text) => {
      limits.spend(costOfJson * text.length);
      return parseJson(text);
    }),
    evaluateValue: (text, { variable, scope }) => {
      const around = evaluation.reading;
      evaluation.reading = { text, variable, offset: 0 };
      const result = renderText(evaluation, { text, parsed: parse(text), scope });
      evaluation.reading = around;
      return result;
    },
  };
  return evaluation;
}

/** A template that cannot be parsed is a text. Its faults are told once, however often the text is met. */
function renderText(
  evaluation: Evaluation,
  { text, parsed, scope }: { text: string; parsed: Parsed; scope: Scope | undefined },
): string | null {
  const { reading, faults } = evaluation;
  const found = parsed.ok ? parsed.faults : [parsed.fault];
  const known = found.length > 0 ? (faults.get(text) ?? new Map<string | undefined, readonly FaultAt[]>()) : undefined;
  if (known && !known.has(reading.variable)) {
    known.set(
      reading.variable,
      found.map((fault) => ({ ...reading, ...fault })),
    );
    faults.set(text, known);
  }
  return parsed.ok ? renderTemplate(evaluation, parsed.template, scope) : text;
}

/** Texts are often met again in one evaluation: what was worked out for one is kept. */
function remembering<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, { result: T }>();
  return (text) => {
    const found = known.get(text);
    if (found) return found.result;
    const result = work(text);
    known.set(text, { result });
    return result;
  };
}
