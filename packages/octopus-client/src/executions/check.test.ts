import { describe, expect, it } from 'vitest';
import type { DeploymentPreview } from '../wire-types.ts';
import { checkSteps, checkVariables, hasUnseenStep, type PlacePreview } from './check.ts';

interface Prompt {
  readonly name: string;
  readonly label?: string;
  readonly required?: boolean;
  readonly value?: string;
}

function at(place: string, prompts: readonly Prompt[], steps: Readonly<Record<string, boolean>> = {}): PlacePreview {
  const preview: DeploymentPreview = {
    UseGuidedFailureModeByDefault: false,
    StepsToExecute: Object.entries(steps).map(([ActionName, CanBeSkipped]) => ({
      ActionId: ActionName,
      ActionName,
      ActionNumber: '1',
      CanBeSkipped,
      HasNoApplicableMachines: false,
      Machines: [],
      Roles: [],
    })),
    Form: {
      Values: Object.fromEntries(prompts.map(({ name, value }) => [`id of ${name}`, value ?? null])),
      Elements: prompts.map(({ name, label, required = false }) => ({
        Name: `id of ${name}`,
        IsValueRequired: required,
        Control: { Type: 'VariableValue', Name: name, Label: label ?? null },
      })),
    },
  };
  return { place, preview };
}

describe('values for prompts', () => {
  it('are sent by the names of the variables, whatever they are given by', () => {
    const previews = [at('Staging', [{ name: 'Ticket', label: 'Change ticket' }, { name: 'Reason' }])];

    expect(checkVariables({ 'change TICKET': 'CHG-1', reason: 'why not' }, previews)).toEqual({
      variables: { Ticket: 'CHG-1', Reason: 'why not' },
      problems: [],
    });
  });

  it('that one place asks for are fine for another that does not', () => {
    const previews = [at('Staging', []), at('Production', [{ name: 'Ticket', required: true }])];

    expect(checkVariables({ Ticket: 'CHG-1' }, previews).problems).toEqual([]);
  });

  it('that are missing are told once, with all the places', () => {
    const previews = ['Staging', 'Production for Acme Corp'].map((place) =>
      at(place, [{ name: 'Ticket', required: true }]),
    );

    expect(checkVariables(undefined, previews).problems).toEqual([
      {
        kind: 'missing-variable',
        name: 'Ticket',
        message: 'Staging, Production for Acme Corp needs a value for the variable "Ticket"',
        suggestions: [],
      },
    ]);
  });

  it('are not missing where the stored value stands, unless it is blanked', () => {
    const previews = [at('Staging', [{ name: 'Ticket', required: true, value: 'CHG-0' }])];

    expect(checkVariables({}, previews).problems).toEqual([]);
    expect(checkVariables({ Ticket: '' }, previews).problems).toMatchObject([{ kind: 'missing-variable' }]);
  });

  it('of a name that nothing asks for suggest one that something does', () => {
    expect(checkVariables({ Tikcet: 'CHG-1' }, [at('Staging', [{ name: 'Ticket' }])]).problems).toEqual([
      { kind: 'unknown-variable', name: 'Tikcet', message: 'no variable is called "Tikcet"', suggestions: ['Ticket'] },
    ]);
  });
});

describe('steps to skip', () => {
  const previews = [
    at('Staging', [], { Deploy: true, Test: true }),
    at('Production', [], { Approve: false, Deploy: true }),
  ];

  it.each([
    ['deploy', []],
    ['Cleanup', []],
    ['Approve', [{ kind: 'required-step', message: 'the step "Approve" is required at Production' }]],
    ['Tset', [{ kind: 'unknown-step', suggestions: ['Test'] }]],
  ])('%s', (name, expected) => {
    expect(checkSteps([name], previews, ['Cleanup'])).toMatchObject(expected);
  });

  it('are looked up in the process only when no place would run them', () => {
    expect(hasUnseenStep(['DEPLOY', 'test'], previews)).toBe(false);
    expect(hasUnseenStep(['Cleanup'], previews)).toBe(true);
  });
});
