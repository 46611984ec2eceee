import { createHash } from 'node:crypto';
import { randomText } from '../random.ts';
import type { World } from '../world.ts';
import type { SessionDocument, UserDocument } from './state.ts';

type SessionWorld = Pick<World, 'store' | 'clock' | 'random'>;

const tokenLength = 40;
const dayMs = 86_400_000;
const rememberedDays = 30;
const csrfHeader = 'x-octopus-csrf-token';

/** Starts a session: a day, or thirty where the user wants to be remembered. [guess for both] Gives the cookies of it. */
export function startSession(world: SessionWorld, user: UserDocument, remember: boolean): readonly string[] {
  const token = randomText(world.random, tokenLength);
  const CsrfToken = randomText(world.random, tokenLength);
  const Expires = new Date(world.clock.now() + (remember ? rememberedDays : 1) * dayMs).toISOString();
  world.store.put('Sessions', { Id: idOf(token), UserId: user.Id, CsrfToken, Expires });
  const { session, csrf } = cookieNames(world);
  const end = remember ? `; expires=${new Date(Expires).toUTCString()}` : '';
  return [
    `${session}=${token}; path=/; SameSite=Lax; HttpOnly${end}`,
    // Not HttpOnly: a page reads it, and sends it as a header.
    `${csrf}=${CsrfToken}; path=/; SameSite=Lax${end}`,
  ];
}

/** Who the session of a request belongs to. What changes something needs the header, too, that only the server's own page can send. [client] */
export function userOfSession(world: SessionWorld, request: Request): UserDocument | undefined {
  const found = sessionOf(world, request);
  if (found === undefined || Date.parse(found.Expires) <= world.clock.now()) return undefined;
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (!reads && request.headers.get(csrfHeader) !== found.CsrfToken) return undefined;
  const user = world.store.get('Users', found.UserId);
  return user?.IsActive ? user : undefined;
}

/** Ends the session of a request, if it has one. Gives cookies that take the place of its own. */
export function endSession(world: SessionWorld, request: Request): readonly string[] {
  const found = sessionOf(world, request);
  if (found !== undefined) world.store.remove('Sessions', found.Id);
  return Object.values(cookieNames(world)).map((name) => `${name}=; path=/; expires=${new Date(0).toUTCString()}`);
}

/** Ends every session of a user. */
export function endSessionsOf({ store }: Pick<World, 'store'>, userId: string): void {
  for (const session of [...store.all('Sessions')]) {
    if (session.UserId === userId) store.remove('Sessions', session.Id);
  }
}

function sessionOf(world: SessionWorld, request: Request): SessionDocument | undefined {
  const token = cookieOf(request, cookieNames(world).session);
  return token === undefined ? undefined : world.store.get('Sessions', idOf(token));
}

function cookieOf(request: Request, name: string): string | undefined {
  const cookies = (request.headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim());
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) || undefined;
}

/** Several servers on one host keep their cookies apart. [client for the second's start] */
function cookieNames({ store }: Pick<World, 'store'>): { readonly session: string; readonly csrf: string } {
  const installation = store.get('Installations', 'Installation')?.Uuid ?? '';
  return { session: `OctopusIdentificationToken_${installation}`, csrf: `Octopus-Csrf-Token_${installation}` };
}

function idOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
