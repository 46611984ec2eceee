import { createRedactor } from '../session/redact.ts';
import type { Content, Exchange, Json, SessionHead } from '../session/session.ts';

/** What of a connection goes no further than its next stop. */
const ownOfAHop = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'host',
  'content-length',
  'accept-encoding',
];
const ownOfAnEncoding = ['content-encoding', 'content-length', 'transfer-encoding', 'connection', 'keep-alive'];

/** Passes requests on to a server, and writes down what was said, without its secrets. */
export interface Recorder {
  /** Answers as the server did; 502 when it was not reached. Only what is under `/api` is written down. */
  relay(request: Request): Promise<Response>;
  /** How many exchanges were written down. */
  count(): number;
}

export function createRecorder(ports: {
  /** Address of the server, maybe with a path. */
  against: string;
  fetch: typeof fetch;
  now: () => number;
  /** Takes one line, without its end. */
  write: (line: string) => void;
}): Recorder {
  const { against, now, write } = ports;
  const redactor = createRedactor();
  const beganMs = now();
  const head: SessionHead = { session: 1, began: new Date(beganMs).toISOString() };
  let count = 0;
  write(JSON.stringify(head));

  async function relay(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
    const atMs = now() - beganMs;
    const answer = await ports
      .fetch(`${against.replace(/\/$/, '')}${pathname}${search}`, {
        method: request.method,
        headers: without(request.headers, ownOfAHop),
        redirect: 'manual',
        ...(body === undefined || body.length === 0 ? {} : { body }),
      })
      .catch((error: unknown) => notReached(error));
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (/^\/api(\/|$)/i.test(pathname)) {
      keep(request, { target: `${pathname}${search}`, body, atMs, answer, bytes });
    }
    const hasBody = bytes.length > 0 && ![204, 304].includes(answer.status) && request.method !== 'HEAD';
    return new Response(hasBody ? bytes : null, {
      status: answer.status,
      headers: without(answer.headers, ownOfAnEncoding),
    });
  }

  function keep(
    request: Request,
    said: { target: string; body: Uint8Array | undefined; atMs: number; answer: Response; bytes: Uint8Array },
  ): void {
    const { headers } = request;
    const bearer = /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
    const key = headers.get('x-octopus-apikey') || new URL(request.url).searchParams.get('apikey');
    for (const secret of [key, bearer]) redactor.know(secret);
    count += 1;
    // The body before the target: what it holds as a secret must not stand there either.
    const body = contentOf(said.body, headers.get('content-type'));
    const answer = contentOf(said.bytes, said.answer.headers.get('content-type'));
    const exchange: Exchange = {
      n: count,
      atMs: said.atMs,
      method: request.method,
      target: redactor.target(said.target),
      as: key ? 'key' : bearer === undefined ? 'nobody' : 'bearer',
      body,
      status: said.answer.status,
      answer,
    };
    write(JSON.stringify(exchange));
  }

  /** Only JSON is kept: in a text nobody can tell what is secret. */
  function contentOf(bytes: Uint8Array | undefined, type: string | null): Content {
    if (bytes === undefined || bytes.length === 0) return null;
    try {
      // What JSON.parse gives is Json.
      return { json: redactor.json(JSON.parse(new TextDecoder().decode(bytes)) as Json) };
    } catch {
      return { type: type ?? '', bytes: bytes.length };
    }
  }

  return { relay, count: () => count };
}

function without(headers: Headers, names: readonly string[]): Headers {
  const kept = new Headers(headers);
  for (const name of names) kept.delete(name);
  return kept;
}

function notReached(error: unknown): Response {
  const message = `The server was not reached: ${error instanceof Error ? error.message : error}`;
  return Response.json({ ErrorMessage: message, Errors: [message] }, { status: 502 });
}
