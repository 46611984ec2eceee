import type { Form, FormElement } from '../wire-types.ts';

/** What a prompt is called: its control has the variable's name, while the element's own name differs between servers [client]. */
export function promptNameOf(element: FormElement): string {
  return element.Control.Name ?? element.Name;
}

/**
 * Values for a form by the names of its elements, which is how deployments and runs are posted with them, from values by the names of the
 * variables. A value that the form does not ask for is left out.
 */
export function formValuesOf(form: Form, values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    form.Elements.flatMap((element): [string, string][] => {
      const value = values[promptNameOf(element)];
      return value === undefined ? [] : [[element.Name, value]];
    }),
  );
}
