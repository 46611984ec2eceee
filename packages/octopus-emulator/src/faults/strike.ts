import type { Clock } from '../clock/clock.ts';
import type { RouteFault } from './plan.ts';

/** The connection dropped: as `fetch` says it, a TypeError. */
export class DroppedConnection extends TypeError {
  constructor() {
    super('fetch failed: the emulator dropped the connection, as a fault asked it to');
    this.name = 'DroppedConnection';
  }
}

/**
 * Answers a request under faults: delays first, then the first other fault decides. `carryOut` does what the request asks
 * for; its answer never comes before what it wrote is kept.
 *
 * @throws {DroppedConnection}
 */
export async function answerUnder<Answer>(
  faults: readonly RouteFault[],
  parts: { clock: Clock; request: Request; carryOut: (request: Request) => Promise<Answer> },
): Promise<Answer | Response> {
  const { clock, request, carryOut } = parts;
  for (const fault of faults) {
    if (fault.kind === 'latency') await new Promise<void>((resolve) => clock.after(fault.delayMs, resolve));
  }
  const decisive = faults.find((fault) => fault.kind !== 'latency');
  if (decisive === undefined) return carryOut(request);
  if (decisive.kind === 'late') {
    const kept = await buffered(request);
    clock.after(decisive.delayMs, () => void carryOut(kept));
    throw new DroppedConnection();
  }
  if (decisive.when === 'after') await carryOut(request);
  if (decisive.kind === 'drop') throw new DroppedConnection();
  return refusal(decisive);
}

/** A request that can be carried out after its connection is gone. */
async function buffered(request: Request): Promise<Request> {
  const { method, url, headers } = request;
  const body = method === 'GET' || method === 'HEAD' ? null : await request.text();
  return new Request(url, { method, headers, body });
}

function refusal(fault: Extract<RouteFault, { kind: 'status' }>): Response {
  const message = 'A fault made the server answer so.';
  const headers = fault.retryAfterS === undefined ? {} : { 'retry-after': String(fault.retryAfterS) };
  return Response.json({ ErrorMessage: message, Errors: [message] }, { status: fault.status, headers });
}
