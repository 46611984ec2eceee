import { OctopusPermissionError } from '@octotrain/octopus-client';
import { eachBounded } from '../read/bounded.ts';
import type { Reader } from '../read/reader.ts';
import { type AuditEvent, auditEvent, isAbout, isByApply } from './audit-event.ts';

/** What was asked of the audit log. */
export type AuditLog =
  /** Newest first. */
  | { readonly is: 'read'; readonly events: readonly AuditEvent[] }
  /** Nothing is to be explained. */
  | { readonly is: 'notNeeded' }
  /** The key's owner may not read it; the server's own words. */
  | { readonly is: 'refused'; readonly why: string };

/** Ids in one request: an address of a thousand letters passes everywhere. */
const idsAtOnce = 40;
const pageSize = 100;
/** How far back is read for one request's ids. */
const mostPages = 10;
const atOnce = 4;

const changes = ['Created', 'Modified', 'Deleted'];

/**
 * Reads what happened to documents and, for what is missing, what was deleted of its types: one request for many
 * documents, and further pages only until each one's last apply or birth is found.
 */
export async function readEvents(options: {
  client: Reader;
  ids: readonly string[];
  /** Types of what is missing. */
  deletedTypes: readonly string[];
  /** Categories beyond created, modified and deleted. */
  categories?: readonly string[];
  signal?: AbortSignal | undefined;
}): Promise<AuditLog> {
  const { client, deletedTypes, categories = [], signal } = options;
  const ids = [...new Set(options.ids)];
  const questions: Question[] = [];
  for (let at = 0; at < ids.length; at += idsAtOnce) {
    const some = ids.slice(at, at + idsAtOnce);
    const query = { regardingAny: some.join(','), eventCategories: [...changes, ...categories].join(',') };
    questions.push({ query, isAnswered: (events) => some.every((id) => isSettled(id, events)) });
  }
  if (deletedTypes.length > 0) {
    const query = {
      eventCategories: ['Deleted', 'MachineDeleted'].join(','),
      documentTypes: [...new Set(deletedTypes)].join(','),
    };
    questions.push({ query, isAnswered: () => false });
  }
  if (questions.length === 0) return { is: 'notNeeded' };
  try {
    const answers = await eachBounded(questions, atOnce, (question) => ask(client, question, signal));
    const events = new Map(answers.flat().map((event) => [event.id, event]));
    return { is: 'read', events: [...events.values()].toSorted(newestFirst) };
  } catch (error) {
    if (error instanceof OctopusPermissionError) return { is: 'refused', why: error.errorMessage ?? error.message };
    throw error;
  }
}

interface Question {
  readonly query: Readonly<Record<string, string>>;
  isAnswered(events: readonly AuditEvent[]): boolean;
}

async function ask(client: Reader, question: Question, signal: AbortSignal | undefined): Promise<AuditEvent[]> {
  const query = { ...question.query, spaces: 'all', includeSystem: true, take: pageSize };
  const calling = signal === undefined ? {} : { signal };
  const limit = pageSize * mostPages;
  const events: AuditEvent[] = [];
  for await (const event of client.pages('/api/events', { params: { query }, limit, ...calling })) {
    events.push(auditEvent(event));
    if (events.length % pageSize === 0 && question.isAnswered(events)) break;
  }
  return events;
}

/** Nothing before that matters: apply set everything, or there was nothing. */
function isSettled(id: string, events: readonly AuditEvent[]): boolean {
  return events.some((event) => isAbout(event, id) && (isByApply(event) || event.category === 'Created'));
}

/** By time, then by the server's count. */
function newestFirst(left: AuditEvent, right: AuditEvent): number {
  const byTime = Date.parse(right.at) - Date.parse(left.at);
  return byTime === 0 ? right.id.localeCompare(left.id, 'en', { numeric: true }) : byTime;
}
