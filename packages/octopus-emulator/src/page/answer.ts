import { createHash } from 'node:crypto';
import { z } from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import type { Control } from '../control/routes.ts';
import { duration } from '../faults/duration.ts';
import type { World } from '../world.ts';
import { formPaths, renderPage, renderSignIn } from './render.ts';
import { pageScript, pageStyle } from './style.ts';
import { pageView } from './view.ts';
import { createVisitors } from './visitors.ts';

/** Answers requests for the page and its forms; undefined for any other. */
export type PageAnswer = (request: Request) => Promise<Response | undefined>;

const { version } = packageJson;
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const bySchema = z.object({ by: duration });

/**
 * The page at `/`. It shows the state to administrators who gave their key, or, `open`, to everybody who asks by a loopback
 * name: a site elsewhere whose name was made to point here is shown nothing. Forms of other sites are refused.
 */
export function createPage(parts: {
  world: World;
  control: Control;
  keep: () => Promise<void>;
  open: boolean;
}): PageAnswer {
  const { world, control, keep, open } = parts;
  const visitors = createVisitors(world);

  function show(request: Request, refused?: string): Response {
    const words = { version, ...(refused === undefined ? {} : { refused }) };
    const url = new URL(request.url);
    if (open && loopback.test(url.hostname))
      return page(renderPage(pageView(world, control), { ...words, open: true }), refused);
    return visitors.isIn(wordOf(request))
      ? page(renderPage(pageView(world, control), { ...words, open: false }), refused)
      : page(renderSignIn(words), refused);
  }

  function mayControl(request: Request): boolean {
    return visitors.isIn(wordOf(request)) || (open && loopback.test(new URL(request.url).hostname));
  }

  async function post(request: Request, path: string): Promise<Response | undefined> {
    const known: readonly string[] = Object.values(formPaths);
    if (!known.includes(path)) return undefined;
    if (!isOwnForm(request))
      return page(renderSignIn({ version, refused: 'This form is not from this page.' }), 'foreign', 403);
    const form = new URLSearchParams(await request.text());
    if (path === formPaths.signIn) {
      const word = visitors.signIn((form.get('key') ?? '').trim());
      if (word === undefined)
        return page(renderSignIn({ version, refused: 'That is not the key of an administrator.' }), 'key', 401);
      return backHome({ 'set-cookie': `${cookieName(request)}=${word}; Path=/; HttpOnly; SameSite=Strict` });
    }
    if (path === formPaths.signOut) {
      visitors.signOut(wordOf(request));
      return backHome({ 'set-cookie': `${cookieName(request)}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0` });
    }
    if (!mayControl(request)) return page(renderSignIn({ version, refused: 'Give your key first.' }), 'key', 401);
    const by = bySchema.safeParse({ by: form.get('by') ?? '' });
    if (!by.success) return show(request, by.error.issues[0]?.message ?? 'That is no time.');
    const moved = await control.clock.advance({ byMs: by.data.by });
    await keep();
    return moved.ok ? backHome() : show(request, moved.message);
  }

  return async (request) => {
    const { pathname } = new URL(request.url);
    if (request.method === 'POST') return post(request, pathname);
    // Clients print links to the server's portal: there is this page instead.
    if (request.method === 'GET' && pathname === '/app') return backHome();
    return request.method === 'GET' && pathname === '/' ? show(request) : undefined;
  };
}

/** Browsers say where a form is from. */
function isOwnForm(request: Request): boolean {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const own = request.headers.get('host') ?? new URL(request.url).host;
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  return origin === null || (URL.canParse(origin) && new URL(origin).host === own);
}

/** Browsers share cookies between the ports of a host. */
function cookieName(request: Request): string {
  return `octopus-emulator-${new URL(request.url).port || '80'}`;
}

function wordOf(request: Request): string | undefined {
  const name = cookieName(request);
  for (const cookie of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, value] = cookie.trim().split('=');
    if (key === name) return value;
  }
  return undefined;
}

function backHome(headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { location: '/', 'cache-control': 'no-store', ...headers } });
}

function page(html: string, refused: string | undefined, status = refused === undefined ? 200 : 400): Response {
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    },
  });
}

/** Nothing is loaded from anywhere, and no style or script runs but the page's own. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${hash(pageStyle)}'`,
  `script-src 'sha256-${hash(pageScript)}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
