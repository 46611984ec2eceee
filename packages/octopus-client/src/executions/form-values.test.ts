import { expect, it } from 'vitest';
import type { FormElement } from '../wire-types.ts';
import { formValuesOf } from './form-values.ts';

function element(Name: string, name?: string): FormElement {
  return { Name, IsValueRequired: false, Control: { Type: 'VariableValue', ...(name ? { Name: name } : {}) } };
}

it('values go under the names that the form has for them', () => {
  const form = { Values: {}, Elements: [element('a1b2', 'Ticket'), element('Reason'), element('c3d4', 'Colour')] };

  expect(formValuesOf(form, { Ticket: 'CHG-1', Reason: 'why not', Elsewhere: 'x' })).toEqual({
    a1b2: 'CHG-1',
    Reason: 'why not',
  });
});
