import type { Answer } from '../http/answer.ts';
import { failure, toAnswer, userOf } from '../http/app.ts';
import { badRequest, HttpProblem } from '../http/problem.ts';
import { callerFor } from '../permissions/caller.ts';
import type { World } from '../world.ts';
import { type Control, controlReply } from './routes.ts';

/** No path of an Octopus server. */
export const CONTROL_PATH = '/emulator';

/**
 * Answers what whoever runs the server asks: its clock and its faults. For administrators, with a key in the header: never
 * by cookie, so no page of another site can ask. Never under faults, and without a line in the audit log, which is the server's.
 */
export async function answerControl(parts: {
  world: World;
  control: Control;
  keep: () => Promise<void>;
  request: Request;
}): Promise<Answer> {
  try {
    const response = await answer(parts);
    await parts.keep();
    return response;
  } catch (error) {
    return failure(error);
  }
}

async function answer({
  world,
  control,
  request,
}: {
  world: World;
  control: Control;
  request: Request;
}): Promise<Answer> {
  const user = userOf(world, request, undefined);
  if (user === undefined) throw new HttpProblem(401, 'Give the API key of an administrator in X-Octopus-ApiKey.');
  callerFor(world.store, user).requirePermission('AdministerSystem', {});
  const { pathname } = new URL(request.url);
  const text = request.method === 'GET' ? '' : await request.text();
  const reply = await controlReply(control, {
    method: request.method,
    segments: pathname.toLowerCase().split('/').filter(Boolean).slice(1),
    text,
    json: () => asJson(text),
  });
  if (reply === undefined) {
    throw new HttpProblem(
      404,
      `There is nothing at ${request.method} ${pathname}: the clock is at ${CONTROL_PATH}/clock, faults at ${CONTROL_PATH}/faults.`,
    );
  }
  return toAnswer(reply);
}

/** Names in camelCase are taken too, as the API takes them. */
function asJson(text: string): unknown {
  try {
    const body: unknown = text.trim() === '' ? {} : JSON.parse(text);
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
    return Object.fromEntries(
      Object.entries(body).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]),
    );
  } catch (error) {
    throw badRequest([`The body is not JSON: ${error instanceof Error ? error.message : error}`]);
  }
}
