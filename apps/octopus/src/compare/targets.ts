import { createEmulator, virtualClock } from '@octotrain/octopus-emulator';
import type { Content, Exchange, Json } from '../session/session.ts';
import type { Answered } from './differences.ts';

/** A request, as it is sent to one of the two. */
export interface Sent {
  readonly method: string;
  readonly target: string;
  readonly as: Exchange['as'];
  readonly json: Json | undefined;
}

/** Where a session is replayed. */
export interface Target {
  ask(sent: Sent): Promise<Answered>;
  /** Lets the time pass that passed between two requests of the recording. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** An emulator as new as can be, whose clock goes as the recording's did. */
export async function freshEmulator(options: { began: string }): Promise<Target> {
  const emulator = await createEmulator({ clock: virtualClock(Date.parse(options.began)) });
  return {
    ask: (sent) => exchange(emulator.fetch, { base: 'http://127.0.0.1', key: emulator.administratorKey, sent }),
    async pass(byMs) {
      if (byMs > 0) await emulator.control.clock.advance({ byMs });
    },
    close: () => emulator.close(),
  };
}

/** A server somewhere. Redirects are answers of their own. */
export function serverAt(options: {
  url: string;
  key: string;
  fetch: (request: Request) => Promise<Response>;
  sleep: (ms: number) => Promise<void>;
}): Target {
  const base = options.url.replace(/\/$/, '');
  return {
    ask: (sent) => exchange(options.fetch, { base, key: options.key, sent }),
    pass: options.sleep,
    close: async () => undefined,
  };
}

async function exchange(
  send: (request: Request) => Promise<Response>,
  { base, key, sent }: { base: string; key: string; sent: Sent },
): Promise<Answered> {
  const response = await send(
    new Request(`${base}${sent.target}`, {
      method: sent.method,
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        ...(sent.as === 'nobody' ? {} : { 'X-Octopus-ApiKey': key }),
        ...(sent.json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(sent.json === undefined ? {} : { body: JSON.stringify(sent.json) }),
    }),
  );
  return { status: response.status, content: await contentOf(response) };
}

async function contentOf(response: Response): Promise<Content> {
  const text = await response.text();
  if (text === '') return null;
  try {
    // What JSON.parse gives is Json.
    return { json: JSON.parse(text) as Json };
  } catch {
    return { type: response.headers.get('content-type') ?? '', bytes: text.length };
  }
}
