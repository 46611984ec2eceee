import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { errorText, evaluate, evaluateCondition } from './index.ts';

/** A case of the original's own tests, recorded in a file: named by OCTOSTACHE_CASES, or in a folder of facts beside this checkout. */
interface RecordedCase {
  test: string;
  kind: 'evaluate' | 'get' | 'truthy';
  template: string;
  variables: Record<string, string | null>;
  expected: string | boolean | null;
  /** A character to leave out of the result before it is compared. */
  ignoring?: string;
  /** False: nothing is reported. True: something is. A text: this is. */
  error?: boolean | string;
}

const clock = { now: () => Date.UTC(2030, 4, 22, 9, 5) };

it.each<[string, Partial<RecordedCase>, boolean]>([
  ['its text', { expected: 'x' }, true],
  ['its text without a character', { ignoring: 'y', template: '#{Foo}y', expected: 'x' }, true],
  ['the value of a name', { kind: 'get', template: 'Foo', expected: 'x' }, true],
  ['whether it is true', { kind: 'truthy', expected: true }, true],
  ['whether anything is reported', { expected: 'x', error: true }, false],
  ['what is reported', { template: '#{Bar}', expected: '#{Bar}', error: 'something else' }, false],
])('a recorded case is judged by %s', (_, recorded, agreed) => {
  const whole = { test: 'own', kind: 'evaluate', template: '#{Foo}', variables: { Foo: 'x' }, expected: '' } as const;

  expect(agrees({ ...whole, ...recorded })).toBe(agreed);
});

const besides = fileURLToPath(new URL('../../../../shared/octopus/octostache-cases.json', import.meta.url));
const file = process.env.OCTOSTACHE_CASES ?? besides;
if (existsSync(file)) {
  it('all recorded cases of the original agree', () => {
    const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: RecordedCase[] }; // the file's own shape
    const wrong = cases.filter((one) => !agrees(one));

    console.info(`${cases.length - wrong.length} of ${cases.length} recorded cases agree`);
    expect(wrong).toEqual([]);
  });
}

function agrees(recorded: RecordedCase): boolean {
  const { kind, variables, expected, ignoring, error } = recorded;
  const template = kind === 'get' ? `#{${recorded.template}}` : recorded.template;
  const evaluated = evaluate({ template, variables, clock });
  const reported = errorText(evaluated);
  const asReported =
    error === undefined || (typeof error === 'string' ? reported === error : (reported !== undefined) === error);
  return asReported && resultOf() === expected;

  function resultOf() {
    if (kind === 'truthy') return evaluateCondition({ template, variables, clock }).holds;
    if (evaluated.isNull) return null;
    return ignoring ? evaluated.text.replaceAll(ignoring, '') : evaluated.text;
  }
}
