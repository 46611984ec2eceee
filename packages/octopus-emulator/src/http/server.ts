import { getPath } from 'hono/utils/url';
import { answerDiscovery } from '../access-tokens/discovery.ts';
import { answerCluster, CLUSTERS_PATH } from '../clusters/answer.ts';
import { answerControl, CONTROL_PATH } from '../control/answer.ts';
import type { Control } from '../control/routes.ts';
import { answerUnder } from '../faults/strike.ts';
import type { PageAnswer } from '../page/answer.ts';
import { createRateLimiter } from '../rate-limits/limiter.ts';
import type { World } from '../world.ts';
import { type Answer, asResponse, withHeader } from './answer.ts';
import { answerApi } from './app.ts';
import type { Router } from './router.ts';

/**
 * The whole server as a function. What an answer tells is kept first: `keep` is awaited before any answer leaves.
 *
 * @throws {DroppedConnection} when a fault drops the connection.
 */
export function serverFunction(parts: {
  world: World;
  router: Router;
  control: Control;
  page: PageAnswer;
  keep: () => Promise<void>;
}): (request: Request) => Promise<Answer> {
  const { world, router, control, page, keep } = parts;
  const limits = createRateLimiter(world);

  function underFaults(
    asked: { request: Request; path: string },
    carryOut: (request: Request) => Promise<Answer>,
  ): Promise<Answer> {
    const { clock, faults } = world;
    const { request, path } = asked;
    return answerUnder(faults.forRoute(request.method, path), { clock, request, carryOut });
  }

  async function answer(asked: { request: Request; path: string }): Promise<Answer> {
    const { request, path } = asked;
    // What is asked for without its body is found as if it were read.
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isUnder('/api', path)) {
      return underFaults(asked, (given) => answerApi({ world, router, limits, keep, request: given }));
    }
    if (path.startsWith(CLUSTERS_PATH)) {
      return underFaults(asked, async (given) => answerCluster(world, given) ?? notHere(path));
    }
    if (isRead && isUnder('/.well-known', path)) {
      return underFaults(asked, async (given) => answerDiscovery(world, new URL(given.url)) ?? notHere(path));
    }
    if (isRead && (path === '/' || path === '/app')) return (await page(request)) ?? notHere(path);
    if (isUnder(CONTROL_PATH, path)) return (await page(request)) ?? answerControl({ world, control, keep, request });
    return notHere(path);
  }

  return async (request) => {
    const found = await answer({ request, path: getPath(request) });
    const whole = request.method === 'HEAD' ? new Response(null, asResponse(found)) : found;
    // As every web server does, and the only time that all who ask it share.
    return withHeader(whole, 'date', new Date(world.clock.now()).toUTCString());
  };
}

function isUnder(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function notHere(path: string): Response {
  const message = `There is nothing at ${path}: the API is at /api.`;
  return Response.json({ ErrorMessage: message }, { status: 404 });
}
