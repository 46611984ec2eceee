import { holdsMarker, marker } from '../session/redact.ts';
import type { Exchange, Json, Session } from '../session/session.ts';
import { type Answered, type Difference, differencesOf } from './differences.ts';
import { createIdMap, type IdMap } from './ids.ts';
import type { Sent, Target } from './targets.ts';

/** A difference, with the exchanges that show it. */
interface Told extends Difference {
  readonly method: string;
  /** The path, with `{id}` for ids. */
  readonly route: string;
  /** The first exchange that shows it, and how many do. */
  readonly first: number;
  readonly count: number;
}

/** An exchange that could not be compared. */
interface LeftOut {
  readonly n: number;
  readonly method: string;
  readonly route: string;
  readonly why: string;
}

export interface Comparison {
  readonly exchanges: number;
  readonly compared: number;
  /** How many requests went to the server; for the others its recorded answer stands. */
  readonly askedServer: number;
  readonly differences: readonly Told[];
  readonly leftOut: readonly LeftOut[];
}

/** The server refused the key: nothing that follows would tell anything. */
export class KeyRefused extends Error {}

/**
 * Replays a session against a fresh emulator and, where it may, against the server, and tells where the answers differ.
 * What may not be sent to the server is compared with its recorded answer.
 */
export async function compareSession(parts: {
  session: Session;
  emulator: Target;
  server?: Target | undefined;
  allowWrites: boolean;
}): Promise<Comparison> {
  const { session, emulator, server, allowWrites } = parts;
  const ids = { emulator: createIdMap(), server: createIdMap() };
  const told = new Map<string, Told>();
  const leftOut: LeftOut[] = [];
  let [askedServer, compared, atMs] = [0, 0, 0];

  async function reference(exchange: Exchange): Promise<Answered> {
    const recorded = { status: exchange.status, content: exchange.answer };
    const reads = exchange.method === 'GET' || exchange.method === 'HEAD';
    if (server === undefined || !(reads || allowWrites) || holdsSecret(exchange)) return recorded;
    askedServer += 1;
    const answered = await server.ask(sentTo(exchange, ids.server));
    if (answered.status === 401 && exchange.status !== 401) throw new KeyRefused('The server does not accept the key.');
    // What it had when it was recorded may be gone since.
    if (answered.status !== exchange.status && (answered.status === 404 || !allowWrites)) return recorded;
    learn(ids.server, exchange, answered);
    return answered;
  }

  async function one(exchange: Exchange): Promise<void> {
    const wanted = { method: exchange.method, route: routeOf(exchange.target) };
    const leave = (why: string) => leftOut.push({ n: exchange.n, ...wanted, why });
    const cannot = whyNot(exchange);
    if (cannot !== undefined) {
      leave(cannot);
      return;
    }
    const expected = await reference(exchange);
    const strangers = ids.emulator.unknown(exchange);
    const answered = await emulator.ask(sentTo(exchange, ids.emulator));
    learn(ids.emulator, exchange, answered);
    if (strangers.length > 0 && expected.status < 400 && (answered.status === 404 || answered.status === 400)) {
      leave(`names ${strangers.join(', ')}, which the session did not make`);
      return;
    }
    compared += 1;
    for (const difference of differencesOf(expected, answered)) {
      const key = [...Object.values(wanted), difference.kind, difference.path].join(' ');
      const known = told.get(key);
      told.set(
        key,
        known === undefined
          ? { ...difference, ...wanted, first: exchange.n, count: 1 }
          : { ...known, count: known.count + 1 },
      );
    }
  }

  for (const exchange of session.exchanges) {
    const gapMs = Math.max(0, exchange.atMs - atMs);
    atMs += gapMs;
    await emulator.pass(gapMs);
    if (allowWrites) await server?.pass(gapMs);
    await one(exchange);
  }
  return { exchanges: session.exchanges.length, compared, askedServer, differences: [...told.values()], leftOut };
}

function whyNot({ body, status, as }: Exchange): string | undefined {
  if (body !== null && !('json' in body)) return 'its body was not recorded';
  if (status === 403 || (status === 401 && as !== 'nobody'))
    return 'was refused for want of rights, and is replayed as an administrator';
  return status === 502 ? 'the server was not reached when it was recorded' : undefined;
}

function holdsSecret({ target, body }: Exchange): boolean {
  return decodeURIComponent(target).includes(marker) || (body !== null && 'json' in body && holdsMarker(body.json));
}

function sentTo({ method, target, as, body }: Exchange, ids: IdMap): Sent {
  const json: Json | undefined = body !== null && 'json' in body ? ids.json(body.json) : undefined;
  return { method, target: ids.target(target), as, json };
}

function learn(ids: IdMap, exchange: Exchange, { status, content }: Answered): void {
  const { answer } = exchange;
  if (status !== exchange.status || answer === null || content === null) return;
  if ('json' in answer && 'json' in content) ids.learn(answer.json, content.json);
}

function routeOf(target: string): string {
  const [path = ''] = target.split('?');
  return path.replaceAll(/\b[A-Za-z]+(?:-[A-Za-z]+)*-\d+\b/g, '{id}');
}
