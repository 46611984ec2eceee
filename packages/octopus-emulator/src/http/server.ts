import { Hono, type HonoRequest } from 'hono';
import { answerDiscovery } from '../access-tokens/discovery.ts';
import { answerCluster, CLUSTERS_PATH } from '../clusters/answer.ts';
import { answerControl, CONTROL_PATH } from '../control/answer.ts';
import type { Control } from '../control/routes.ts';
import { answerUnder } from '../faults/strike.ts';
import type { PageAnswer } from '../page/answer.ts';
import { createRateLimiter } from '../rate-limits/limiter.ts';
import type { World } from '../world.ts';
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
}): (request: Request) => Promise<Response> {
  const { world, router, control, page, keep } = parts;
  const app = new Hono();
  const limits = createRateLimiter(world);

  async function underFaults(req: HonoRequest, carryOut: (request: Request) => Promise<Response>): Promise<Response> {
    const { clock, faults } = world;
    return answerUnder(faults.forRoute(req.method, req.path), { clock, request: req.raw, carryOut });
  }

  app.all('/api/*', ({ req }) => underFaults(req, (request) => answerApi({ world, router, limits, keep, request })));
  app.all(`${CLUSTERS_PATH}*`, ({ req }) =>
    underFaults(req, async (request) => answerCluster(world, request) ?? notHere(req.path)),
  );
  app.get('/.well-known/*', ({ req }) =>
    underFaults(req, async (request) => answerDiscovery(world, new URL(request.url)) ?? notHere(req.path)),
  );
  app.on('GET', ['/', '/app'], async ({ req }) => (await page(req.raw)) ?? notHere(req.path));
  app.all(
    `${CONTROL_PATH}/*`,
    async ({ req }) => (await page(req.raw)) ?? answerControl({ world, control, keep, request: req.raw }),
  );
  app.notFound(({ req }) => notHere(req.path));
  app.onError((error) => {
    throw error;
  });
  return async (request) => {
    const response = await app.fetch(request);
    // As every web server does, and the only time that all who ask it share.
    response.headers.set('date', new Date(world.clock.now()).toUTCString());
    return response;
  };
}

function notHere(path: string): Response {
  const message = `There is nothing at ${path}: the API is at /api.`;
  return Response.json({ ErrorMessage: message }, { status: 404 });
}
