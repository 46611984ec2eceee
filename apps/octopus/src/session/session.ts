/** JSON, as it was read. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** What went over the wire in one direction: JSON without its secrets, or how much of what else there was. */
export type Content = { readonly json: Json } | { readonly type: string; readonly bytes: number } | null;

/** One request and its answer. */
export interface Exchange {
  /** Counts from 1. */
  readonly n: number;
  /** Since the recording began. */
  readonly atMs: number;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** How the caller said who it was. */
  readonly as: 'key' | 'bearer' | 'nobody';
  readonly body: Content;
  readonly status: number;
  readonly answer: Content;
}

/** The first line of a session. */
export interface SessionHead {
  readonly session: 1;
  readonly began: string;
}

export interface Session {
  readonly head: SessionHead;
  readonly exchanges: readonly Exchange[];
}

/** A session is lines of JSON: the head, then the exchanges in the order of their answers. */
export function readSession(
  text: string,
): { ok: true; session: Session } | { ok: false; line: number; message: string } {
  const lines = text.split('\n').map((line) => line.trim());
  const exchanges: Exchange[] = [];
  let head: SessionHead | undefined;
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const read = parsed(line);
    if (head === undefined) {
      if (!isHead(read)) return { ok: false, line: index + 1, message: 'this is no session of `octopus record`' };
      head = read;
    } else {
      if (!isExchange(read)) return { ok: false, line: index + 1, message: 'this line is no exchange' };
      exchanges.push(read);
    }
  }
  if (head === undefined) return { ok: false, line: 1, message: 'this is no session of `octopus record`' };
  return { ok: true, session: { head, exchanges } };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isHead(value: unknown): value is SessionHead {
  return (
    isObject(value) && value.session === 1 && typeof value.began === 'string' && !Number.isNaN(Date.parse(value.began))
  );
}

function isExchange(value: unknown): value is Exchange {
  return (
    isObject(value) &&
    typeof value.n === 'number' &&
    typeof value.atMs === 'number' &&
    typeof value.method === 'string' &&
    typeof value.target === 'string' &&
    value.target.startsWith('/') &&
    (value.as === 'key' || value.as === 'bearer' || value.as === 'nobody') &&
    typeof value.status === 'number' &&
    isContent(value.body) &&
    isContent(value.answer)
  );
}

function isContent(value: unknown): value is Content {
  return value === null || (isObject(value) && ('json' in value || typeof value.bytes === 'number'));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
