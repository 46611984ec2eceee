import type { Fields } from '../fields/fields.ts';
import type { AuditEvent } from './audit-event.ts';
import type { Moment } from './culprit.ts';
import { pointAt, withOther } from './json-pointer.ts';

/** Gives what matters about a logged document; undefined when it is none of the kind. */
export type ReadFields = (document: object) => Fields | undefined;

/**
 * Events of one thing, newest first, each with the fields that it left and touched. Two kinds of things may share an
 * id: `mark` is a field of the right document, and events that show another one are left out.
 */
export function momentsOf(options: {
  events: readonly AuditEvent[];
  mark: string;
  read: ReadFields;
}): readonly Moment[] {
  const { events, mark, read } = options;
  return events.filter((event) => !isOfAnother(event, mark)).map((event) => momentOf(event, read));
}

/** Whether the log shows a named document where another kind is looked for. */
function isOfAnother({ document }: AuditEvent, mark: string): boolean {
  return document !== undefined && !(mark in document) && (mark === 'Name' || 'Name' in document);
}

function momentOf(event: AuditEvent, read: ReadFields): Moment {
  const { document, changed } = event;
  if (document === undefined) return { event };
  const after = read(document);
  if (after === undefined) return { event };
  return { event, after, ...touchedBy({ document, changed, after, read }) };
}

/** A field is touched when it would be another, were what changed another. */
function touchedBy(facts: {
  document: object;
  changed: readonly string[] | undefined;
  after: Fields;
  read: ReadFields;
}): Pick<Moment, 'touched'> {
  const { document, changed, after, read } = facts;
  if (changed === undefined) return {};
  const touched = new Set<string>();
  for (const pointer of changed) {
    // A removed value left nothing in the document that could be another: then all of it may have been touched.
    if (pointer === '' || pointAt(document, pointer) === undefined) return {};
    const fields = read(withOther(document, pointer));
    if (fields === undefined) return {};
    for (const name of new Set([...Object.keys(after), ...Object.keys(fields)])) {
      if (JSON.stringify(after[name]) !== JSON.stringify(fields[name])) touched.add(name);
    }
  }
  return { touched };
}
