import { exchangeToken } from '../access-tokens/exchange.ts';
import { userOfToken } from '../access-tokens/signing-keys.ts';
import { callerFor } from '../permissions/caller.ts';
import { nobody } from '../permissions/system-caller.ts';
import type { RateLimiter } from '../rate-limits/limiter.ts';
import { rootReply } from '../server/root.ts';
import { userOfKey } from '../users/keys.ts';
import { userOfSession } from '../users/sessions.ts';
import { signIn, signOut } from '../users/sign-in.ts';
import type { UserDocument } from '../users/state.ts';
import type { World } from '../world.ts';
import { readAddress } from './address.ts';
import { type Answer, asResponse, jsonAnswer } from './answer.ts';
import type { Reply, RouteContext } from './api.ts';
import { readBody, readFields } from './body.ts';
import { badRequest, HttpProblem } from './problem.ts';
import { readQuery } from './query.ts';
import type { Match, Router } from './router.ts';

/** Answers one request under `/api`. What it tells is kept first, so nothing that was ever answered is forgotten. */
export async function answerApi(parts: {
  world: World;
  router: Router;
  limits: RateLimiter;
  keep: () => Promise<void>;
  request: Request;
}): Promise<Answer> {
  const answer = await handle(parts).then(toAnswer, failure);
  try {
    await parts.keep();
  } catch (error) {
    return failure(error);
  }
  return answer;
}

/** An error as the answer that tells it. */
export function failure(error: unknown): Response {
  if (error instanceof HttpProblem) return problemResponse(error);
  const message = error instanceof Error ? error.message : String(error);
  return problemResponse(new HttpProblem(500, `The emulator failed: ${message}`));
}

async function handle(parts: { world: World; router: Router; limits: RateLimiter; request: Request }): Promise<Reply> {
  const { world, router, limits, request } = parts;
  const url = new URL(request.url);
  const query = readQuery(url.searchParams);
  const segments = url.pathname
    .split('/')
    .slice(2)
    .filter((segment) => segment !== '')
    .map(decoded);

  const user = userOf(world, request, query.text('apikey'));
  limits.count(user);
  if (segments.length === 0 && request.method === 'GET') return rootReply(world);

  if (isAt(segments, 'token/v1')) {
    if (request.method !== 'POST') throw wrongMethod(`${request.method} ${url.pathname}`);
    return exchangeToken(world, () => readFields(request), url.origin);
  }

  if (isAt(segments, 'users/login') && request.method === 'POST') return signIn(world, await readBody(request, 'json'));
  if (user !== undefined && isAt(segments, 'users/logout') && request.method === 'POST') return signOut(world, request);
  const asked = { world, router, method: request.method, segments, path: url.pathname };
  const { match, space } = user === undefined ? openRoute(asked) : route(asked);
  const context: RouteContext<typeof space> = {
    world,
    caller: callerFor(world.store, user ?? nobody),
    space,
    params: match.params,
    query,
    body: await readBody(request, match.body),
    path: url.pathname,
    search: url.search,
    userAgent: request.headers.get('user-agent') ?? '',
    origin: url.origin,
    header: (name) => request.headers.get(name),
    isAnonymous: user === undefined,
  };
  return await match.handler(context);
}

/** A key counts before a token, and a token before a session; some clients send an empty key with every request. [client for the latter] */
export function userOf(world: World, request: Request, keyOfQuery: string | undefined): UserDocument | undefined {
  const key = request.headers.get('x-octopus-apikey') || keyOfQuery;
  if (key) return userOfKey(world, key);
  const token = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  return token === undefined ? userOfSession(world, request) : userOfToken(world, token);
}

function isAt(segments: readonly string[], path: string): boolean {
  return segments.join('/').toLowerCase() === path;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest([`The path holds '${segment}', which is not encoded well.`]);
  }
}

function route(options: { world: World; router: Router; method: string; segments: readonly string[]; path: string }): {
  match: Match;
  space: RouteContext['space'] | undefined;
} {
  const { world, router, method } = options;
  const spaces = world.store.all('Spaces');
  const address = readAddress({
    segments: options.segments,
    spaces,
    isSystemPath: (segments) => router.knows('system', segments),
    isPath: (segments) => router.knows('system', segments) || router.knows('space', segments),
    isSpacePath: (segments) => router.knows('space', segments),
  });
  if (address.unknownSpace !== undefined)
    throw new HttpProblem(404, `The space '${address.unknownSpace}' was not found.`);
  if (address.space === undefined) {
    const match = router.find('system', method, address.segments);
    if (match !== undefined) return { match, space: undefined };
  }
  const space = address.space ?? spaces.find((candidate) => candidate.IsDefault);
  if (space !== undefined) {
    const match = router.find('space', method, address.segments);
    if (match !== undefined) return { match, space };
  }
  throw unanswered(router, options, address.segments);
}

/** A route that needs no key; whatever else is asked for, a key is wanted first. */
function openRoute(asked: Parameters<typeof route>[0]): ReturnType<typeof route> {
  const found = foundOrNot(() => route(asked));
  if (found?.match.isOpen) return found;
  throw new HttpProblem(401, 'You must be logged in to perform this action: give a valid API key in X-Octopus-ApiKey.');
}

function foundOrNot<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof HttpProblem) return undefined;
    throw error;
  }
}

function unanswered(router: Router, asked: { method: string; path: string }, segments: readonly string[]): HttpProblem {
  const operation = `${asked.method} ${asked.path}`;
  if (router.knows('space', segments) || router.knows('system', segments)) {
    return wrongMethod(operation);
  }
  return new HttpProblem(501, `The emulator does not do this operation: ${operation}.`);
}

function wrongMethod(operation: string): HttpProblem {
  return new HttpProblem(405, `The requested resource does not support the method: ${operation}.`);
}

/** A reply as it goes out. */
export function toAnswer(reply: Reply): Answer {
  const answer = withoutCookies(reply);
  if (reply.cookies === undefined) return answer;
  const response = asResponse(answer);
  for (const cookie of reply.cookies) response.headers.append('set-cookie', cookie);
  return response;
}

function withoutCookies(reply: Reply): Answer {
  // A length said as 0 tells some clients that there is no JSON to read. [client]
  if (reply.body === undefined) {
    return new Response(null, { status: reply.status, headers: reply.status === 204 ? {} : { 'content-length': '0' } });
  }
  if (typeof reply.body === 'string') {
    const type = reply.contentType ?? 'text/plain; charset=utf-8';
    return new Response(reply.body, { status: reply.status, headers: { 'content-type': type } });
  }
  if (reply.body instanceof Uint8Array) {
    return new Response(reply.body, { status: reply.status, headers: { 'content-type': 'application/octet-stream' } });
  }
  return jsonAnswer(reply.status, reply.body);
}

/** What is missing is told in one sentence: clients take a 404 with a list of errors for another failure. [client] */
function problemResponse(problem: HttpProblem): Response {
  const list = problem.status === 404 ? {} : { Errors: problem.errors };
  const body = { ErrorMessage: problem.message, ...list };
  return Response.json(body, { status: problem.status, headers: problem.headers });
}
