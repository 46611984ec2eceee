import type { RequestProblem } from '../errors/invalid-request-error.ts';
import { closestNames } from '../resolving/closest-names.ts';
import type { DeploymentPreview, FormElement } from '../wire-types.ts';
import { promptNameOf } from './form-values.ts';
import type { ExecutionOptions } from './options.ts';

/** What the server says it would do at one place. */
export interface PlacePreview {
  /** For people: `Production`, `Production for Acme Corp`. */
  readonly place: string;
  readonly preview: DeploymentPreview;
}

/** The values to send, by the variables' own names, and what is wrong. */
export interface CheckedVariables {
  readonly variables: Record<string, string>;
  readonly problems: readonly RequestProblem[];
}

/** Fits values, given by name or label, to what is asked for at any of the places. */
export function checkVariables(
  given: ExecutionOptions['variables'],
  previews: readonly PlacePreview[],
): CheckedVariables {
  const elements = previews.flatMap(({ preview }) => preview.Form.Elements);
  const variables: Record<string, string> = {};
  const problems: RequestProblem[] = [];
  for (const [key, value] of Object.entries(given ?? {})) {
    const element =
      elements.find((each) => isSame(promptNameOf(each), key)) ??
      elements.find((each) => isSame(each.Control.Label, key));
    if (element) variables[promptNameOf(element)] = value;
    else problems.push(unknown('unknown-variable', 'no variable', key, [...new Set(elements.map(promptNameOf))]));
  }
  return { variables, problems: [...problems, ...missing(variables, previews)] };
}

/** Required prompts that neither the caller nor the stored default fills. Blank is not filled [docs]. */
function missing(given: Readonly<Record<string, string>>, previews: readonly PlacePreview[]): RequestProblem[] {
  const places = new Map<string, { element: FormElement; at: string[] }>();
  for (const { place, preview } of previews) {
    for (const element of preview.Form.Elements) {
      const name = promptNameOf(element);
      const value = given[name] ?? preview.Form.Values[element.Name] ?? '';
      if (!element.IsValueRequired || value.trim() !== '') continue;
      const known = places.get(name) ?? { element, at: [] };
      known.at.push(place);
      places.set(name, known);
    }
  }
  return [...places].map(([name, { element, at }]) => {
    const label = element.Control.Label && element.Control.Label !== name ? ` ("${element.Control.Label}")` : '';
    const message = `${at.join(', ')} needs a value for the variable "${name}"${label}`;
    return { kind: 'missing-variable', name, message, suggestions: [] };
  });
}

/** Steps that cannot be left out at one of the places, and names that no step has. `others` are steps that would not run anyway. */
export function checkSteps(
  skipped: readonly string[],
  previews: readonly PlacePreview[],
  others: readonly string[],
): RequestProblem[] {
  return skipped.flatMap((name): RequestProblem[] => {
    const steps = previews.flatMap(({ place, preview }) => preview.StepsToExecute.map((step) => ({ place, step })));
    const found = steps.filter(({ step }) => isSame(step.ActionName, name));
    const required = found.find(({ step }) => !step.CanBeSkipped);
    if (required) {
      const message = `the step "${required.step.ActionName}" is required at ${required.place}`;
      return [{ kind: 'required-step', name, message, suggestions: [] }];
    }
    if (found.length > 0 || others.some((other) => isSame(other, name))) return [];
    return [unknown('unknown-step', 'no step', name, [...steps.map(({ step }) => step.ActionName), ...others])];
  });
}

/** Whether a skipped name is that of no step that would run, so that it has to be looked up in the process. */
export function hasUnseenStep(skipped: readonly string[], previews: readonly PlacePreview[]): boolean {
  const seen = previews.flatMap(({ preview }) => preview.StepsToExecute.map(({ ActionName }) => ActionName));
  return skipped.some((name) => !seen.some((each) => isSame(each, name)));
}

/** A problem with a name that nothing has. */
export function unknown(
  kind: RequestProblem['kind'],
  what: string,
  name: string,
  names: readonly string[],
): RequestProblem {
  return { kind, name, message: `${what} is called "${name}"`, suggestions: closestNames(name, names) };
}

function isSame(left: string | null | undefined, right: string): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}
