import { describe, expect, it } from 'vitest';
import { variableSetSchema } from '../variables/state.ts';
import { answerPrompts, promptsFor } from './prompts.ts';

function variables(...written: object[]) {
  return variableSetSchema
    .parse({ Variables: written })
    .Variables.map((variable, index) => ({ ...variable, Id: `id-${index}` }));
}

const required = { Label: 'Reason', Required: true };
const here = { environment: 'prod', processOwner: 'Projects-1' };

describe('prompts', () => {
  it('are asked where their value could apply, sorted by label', () => {
    const all = variables(
      { Name: 'Z', Prompt: { Label: 'Alpha' } },
      { Name: 'B', Prompt: {} },
      { Name: 'Elsewhere', Scope: { Environment: ['dev'] }, Prompt: {} },
      { Name: 'OfRunbook', Scope: { ProcessOwner: ['Runbooks-1'] }, Prompt: {} },
      { Name: 'Plain', Value: 'x' },
      { Name: 'b', Prompt: { Label: 'again' } },
    );

    expect(promptsFor(all, here).map(({ Name }) => Name)).toEqual(['Z', 'B']);
  });

  it.each([
    ['by name, whatever its case', { reason: 'x' }, 'x'],
    ['by id', { 'id-0': 'y' }, 'y'],
    ['by label', { Reason: 'z' }, 'z'],
  ])('take a value %s', (_, given, value) => {
    const prompts = promptsFor(variables({ Name: 'Why', Prompt: { Label: 'Reason' } }), here);
    const byName = promptsFor(variables({ Name: 'Reason', Prompt: {} }), here);

    const answers = [answerPrompts(prompts, given), answerPrompts(byName, given)];

    expect(answers.flatMap(({ values }) => Object.values(values))).toContain(value);
  });

  it.each([
    ['nothing', {}, '', 1],
    ['blanks', { Why: '  ' }, 'default', 1],
    ['a value', { Why: 'x' }, '', 0],
    ['nothing, but a default', {}, 'default', 0],
  ])('that are required refuse what is blank: %s', (_, given, Value, problems) => {
    const prompts = promptsFor(variables({ Name: 'Why', Value, Prompt: required }), here);

    expect(answerPrompts(prompts, given).problems).toHaveLength(problems);
  });
});
