import type { EventDocument } from './state.ts';

const columns = [
  'Id',
  'Category',
  'Occurred',
  'Username',
  'Message',
  'RelatedDocumentIds',
  'SpaceId',
  'UserAgent',
] as const;

/** Events as CSV with a line of names first. [guess for the columns] */
export function eventsAsCsv(events: readonly EventDocument[]): string {
  const rows = events.map((event) =>
    columns.map((name) => (name === 'RelatedDocumentIds' ? event[name].join(' ') : (event[name] ?? ''))),
  );
  return `${[columns, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** What a spreadsheet would take for a formula gets an apostrophe in front. */
function quoted(text: string): string {
  const harmless = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
