import type { Lab } from '@octotrain/lab-config';
import type { VariableSet } from '@octotrain/octopus-client';
import { desired } from '../desired/desired.ts';
import { keyOf, type Stored } from '../kinds/item.ts';
import { type Names, symbolicId } from '../kinds/refs.ts';
import { secretToken } from '../kinds/secrets.ts';
import { variableFields } from '../kinds/variable-values.ts';
import type { Observed } from '../read/observed.ts';
import { type AuditEvent, isAbout } from './audit-event.ts';
import { type Cause, deedOf, type PeopleNames } from './cause.ts';
import { culpritOf } from './culprit.ts';
import { momentsOf } from './moments.ts';

/** A variable that the file does not name, in a set that it does; and who gave it its value. */
export interface UnknownVariable {
  readonly space: string;
  /** The project or library set. */
  readonly owner: string;
  readonly variable: string;
  readonly cause: Cause;
}

/** Sets that hold variables which the file does not name. */
export interface SetWithUnknown {
  readonly space: string;
  readonly owner: string;
  readonly document: VariableSet;
  readonly variables: readonly string[];
}

/** What trains keep in the project of their record is theirs. */
const ofTrains = /^Train\.Lock\[/i;

/** Finds variables that the file does not name in the sets that it does. */
export function setsWithUnknown(lab: Lab, observed: Observed): readonly SetWithUnknown[] {
  const found = new Map(observed.found.map(({ address, document }) => [keyOf(address), document]));
  return desired(lab).flatMap(({ address, body }) => {
    const { kind, space, name: owner } = address;
    if ((kind !== 'project variables' && kind !== 'library variables') || space === undefined) return [];
    const document = found.get(keyOf(address));
    if (document === undefined || !isVariableSet(document)) return [];
    const named = new Set(namesOf(body({ id: symbolicId, secret: secretToken })).map((name) => name.toLowerCase()));
    const others = namesOf(document).filter((name) => !named.has(name.toLowerCase()) && !ofTrains.test(name));
    return others.length === 0 ? [] : [{ space, owner, document, variables: [...new Set(others)] }];
  });
}

/** Tells who gave each of them its value. */
export function explainUnknown(
  { space, owner, document, variables }: SetWithUnknown,
  facts: { events: readonly AuditEvent[]; names: Names; people: PeopleNames },
): readonly UnknownVariable[] {
  const { events, names, people } = facts;
  const read = (logged: object) =>
    isVariableSet(logged) ? variableFields(logged.Variables, names, logged.Variables) : undefined;
  const about = events.filter((event) => isAbout(event, document.Id ?? ''));
  const moments = momentsOf({ events: about, mark: 'Variables', read });
  const now = variableFields(document.Variables, names, document.Variables);
  return variables.map((variable) => {
    const label = Object.keys(now).find((one) => one === variable || one.startsWith(`${variable} (`)) ?? variable;
    const culprit = culpritOf(label, now[label], moments);
    const cause: Cause = culprit === undefined ? { is: 'untold' } : { is: 'changed', by: deedOf(culprit, people) };
    return { space, owner, variable, cause };
  });
}

function isVariableSet(document: object | Stored): document is VariableSet {
  return 'Variables' in document && Array.isArray(document.Variables);
}

function namesOf(set: object): readonly string[] {
  return isVariableSet(set) ? set.Variables.map(({ Name }) => Name) : [];
}
