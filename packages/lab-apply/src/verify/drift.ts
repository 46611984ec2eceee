import type { LabPlan, PlannedWrite } from '../diff/diff.ts';
import type { FieldValue } from '../fields/fields.ts';
import { type Address, keyOf } from '../kinds/item.ts';
import { symbolicId } from '../kinds/refs.ts';
import { secretToken } from '../kinds/secrets.ts';
import { createRegistry, type Registry } from '../read/registry.ts';
import { type AuditEvent, isByApply } from './audit-event.ts';
import { type Cause, type Deed, deedOf, type PeopleNames } from './cause.ts';
import { culpritOf, type Moment } from './culprit.ts';
import { kindsInLog } from './kinds-in-log.ts';
import { momentsOf, type ReadFields } from './moments.ts';
import { missingOwner } from './owners.ts';
import { removalOf } from './removals.ts';
import { renamingOf } from './renamings.ts';
import { eventsAbout } from './subjects.ts';

/** A field that is not as the file says, and why. */
export interface DriftedField {
  readonly field: string;
  /** Absent when the file does not have it. */
  readonly file?: FieldValue;
  /** Absent when the server does not have it. */
  readonly server?: FieldValue;
  readonly cause: Cause;
}

/** A thing that is not as the file says. */
export type DriftedThing = Address &
  (
    | { readonly is: 'different'; readonly fields: readonly DriftedField[]; readonly lastApplied?: Deed }
    | { readonly is: 'missing'; readonly cause: Cause }
  );

/** Something that the file does not know, and who made it. */
export type UnknownThing = Address & { readonly cause: Cause };

/**
 * Explains every difference of a plan by events of the audit log, newest first. Pure: it asks nothing and guesses
 * nothing; what no event tells is `untold`.
 */
export function explainDrift(options: { plan: LabPlan; events: readonly AuditEvent[] }): {
  readonly drift: readonly DriftedThing[];
  readonly notInFile: readonly UnknownThing[];
} {
  const { plan, events } = options;
  const registry = createRegistry(plan.observed.ids);
  const people = peopleOf(plan);
  const absent = plan.writes.flatMap(({ change, stored }) => (stored === undefined ? [change] : []));
  const missing = new Map(
    absent.map(({ kind, space, name }) => [keyOf({ kind, name, ...within(space) }), address({ kind, space, name })]),
  );
  const facts = { plan, events, registry, people, missing };
  return {
    drift: plan.writes.map((write) => explain(write, facts)),
    notInFile: plan.notInFile.map((one) => ({ ...one, cause: causeOfUnknown(one, facts) })),
  };
}

interface Facts {
  readonly plan: LabPlan;
  readonly events: readonly AuditEvent[];
  readonly registry: Registry;
  readonly people: PeopleNames;
  readonly missing: ReadonlyMap<string, Address>;
}

function explain(write: PlannedWrite, facts: Facts): DriftedThing {
  const { change, stored } = write;
  const where = address(change);
  if (stored === undefined) return { ...where, is: 'missing', cause: causeOfMissing(where, facts) };
  const moments = momentsOfWrite(write, facts);
  const applied = moments.find(({ event }) => isByApply(event))?.event;
  return {
    ...where,
    is: 'different',
    fields: change.fields.map(({ field, before, after }) => ({
      field,
      ...(after === undefined ? {} : { file: after }),
      ...(before === undefined ? {} : { server: before }),
      cause: causeOfField(culpritOf(field, before, moments), moments, facts.people),
    })),
    ...(applied === undefined ? {} : { lastApplied: deedOf(applied, facts.people) }),
  };
}

/** Apply leaves a thing as its file has it: what was so at that time differs because the file has changed. */
function causeOfField(culprit: AuditEvent | undefined, moments: readonly Moment[], people: PeopleNames): Cause {
  if (culprit === undefined) return { is: 'untold' };
  const history = moments.map(({ event }) => event);
  const upToIt = history.slice(0, history.indexOf(culprit) + 1);
  const applied = upToIt.find(isByApply);
  if (applied !== undefined) return { is: 'fileChanged', applied: deedOf(applied, people) };
  const by = deedOf(culprit, people);
  return culprit.category === 'Created' && !history.some(isByApply) ? { is: 'madeByHand', by } : { is: 'changed', by };
}

function causeOfMissing(where: Address, facts: Facts): Cause {
  const { events, registry, people, missing } = facts;
  const owner = missingOwner(where, missing);
  if (owner !== undefined) return { is: 'withOwner', owner };
  const removal = removalOf(where, events, registry);
  if (removal !== undefined) return { is: 'deleted', by: deedOf(removal, people) };
  const renaming = renamingOf(where, facts);
  if (renaming !== undefined) return { is: 'renamed', by: deedOf(renaming.event, people), to: renaming.to };
  return { is: 'neverApplied' };
}

function causeOfUnknown(where: Address, { plan, events, people, registry }: Facts): Cause {
  const found = plan.observed.found.find((one) => keyOf(one.address) === keyOf(where));
  const history = eventsAbout({ where, stored: found?.document, registry }, events);
  const birth = history.findLast(({ category }) => category === 'Created');
  if (birth === undefined) return { is: 'untold' };
  const by = deedOf(birth, people);
  return isByApply(birth) ? { is: 'fileChanged', applied: by } : { is: 'madeByHand', by };
}

function momentsOfWrite({ item, stored, change }: PlannedWrite, { events, registry }: Facts): readonly Moment[] {
  const { mark } = kindsInLog[change.kind];
  const like = item.body({ id: symbolicId, secret: secretToken });
  const read: ReadFields = (document) => {
    if (!(mark in document)) return undefined;
    try {
      return item.fields(document, registry.nameOf, like);
    } catch (error) {
      // The log keeps documents in a form of its own, which need not be the one that the server answers.
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  };
  return momentsOf({ events: eventsAbout({ where: change, stored, registry }, events), mark, read });
}

/** What people are called, by the ids of their users. */
export function peopleOf({ observed }: LabPlan): PeopleNames {
  const users = observed.found.filter((one) => one.address.kind === 'user');
  return new Map(
    users.flatMap(({ document }) => {
      const name = 'DisplayName' in document && typeof document.DisplayName === 'string' ? document.DisplayName : '';
      return document.Id && name !== '' ? [[document.Id, name] as const] : [];
    }),
  );
}

function address({ kind, space, name }: { kind: Address['kind']; space?: string | undefined; name: string }): Address {
  return { kind, name, ...within(space) };
}

function within(space: string | undefined): { readonly space?: string } {
  return space === undefined ? {} : { space };
}
