import { checkHistory } from './history.ts';
import type { NetworkFault, SimFault } from './scenario.ts';
import type { SimWorld } from './world.ts';

/** One process, from its start until it ends or is killed. */
export interface Life {
  dead: boolean;
  /** When the server first told it of a failure of the train. */
  sawFailureAt: number | null;
  /** Bodies that were sent, and when first. */
  readonly sent: Map<string, number>;
}

interface Wire {
  readonly life: Life;
  readonly name: string;
  die(where: string, downMs: number): void;
}

/** The network between a machine and the server, with the scenario's faults and kills. */
export function networkOf(world: SimWorld, wire: Wire): (request: Request) => Promise<Response> {
  return async (request) => {
    if (wire.life.dead) return never();
    const isWrite = request.method === 'POST';
    const n = { request: ++world.counts.request, write: isWrite ? ++world.counts.write : -1 };
    const body = isWrite ? await request.text() : null;
    const what = `${request.method} ${new URL(request.url).pathname}`;
    const kill = world.scenario.faults.find(
      (each) => each.kind === 'kill' && each.on !== 'journal' && each.n === n[each.on],
    );
    if (kill?.kind === 'kill' && kill.when === 'before') {
      wire.die(`before ${what}`, kill.downMs);
      return never();
    }
    if (isWrite) noteWrite(world, wire, { what, body });
    const response = await under(world, wire, { fault: faultFor(world, n), request, body, what });
    if (kill?.kind === 'kill') {
      wire.die(`after ${what}`, kill.downMs);
      return never();
    }
    if (wire.life.dead) return never();
    if (!isWrite) noteAnswer(world, wire, request);
    return response;
  };
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}

type Network = Extract<SimFault, { kind: 'network' }>;

function faultFor(world: SimWorld, n: { request: number; write: number }): Network | undefined {
  return world.scenario.faults.find(
    (each): each is Network => each.kind === 'network' && each.n === (each.on === 'any' ? n.request : n.write),
  );
}

async function under(
  world: SimWorld,
  wire: Wire,
  sent: { fault: Network | undefined; request: Request; body: string | null; what: string },
): Promise<Response> {
  const { fault, request, body, what } = sent;
  const carryOut = async () => {
    const { method, url, headers } = request;
    const response = await world.server.answer(new Request(url, { method, headers, body }));
    checkHistory(world);
    return response;
  };
  if (isAway(world)) throw new TypeError('fetch failed');
  if (!fault) return carryOut();
  world.say(`${wire.name}: ${what} meets ${fault.what}`);
  return strike(world, fault, carryOut);
}

function isAway(world: SimWorld): boolean {
  const nowMs = world.server.clock.now() - world.startedMs;
  return world.scenario.faults.some(
    (each) => each.kind === 'away' && nowMs >= each.atMs && nowMs < each.atMs + each.ms,
  );
}

async function strike(
  world: SimWorld,
  fault: { what: NetworkFault; ms: number },
  carryOut: () => Promise<Response>,
): Promise<Response> {
  const refusal = (status: number, headers: Record<string, string> = {}) =>
    Response.json({ ErrorMessage: 'a fault', Errors: [] }, { status, headers });
  switch (fault.what) {
    case 'lost-before':
      throw new TypeError('fetch failed');
    case 'lost-after':
      await carryOut();
      throw new TypeError('fetch failed');
    case 'late':
      world.server.clock.after(fault.ms, () => void carryOut());
      throw new TypeError('fetch failed');
    case '429':
      return refusal(429, { 'retry-after': String(Math.min(50, Math.round(fault.ms / 1_000))) });
    case '503-before':
      return refusal(503);
    case '503-after':
      await carryOut();
      return refusal(503);
  }
}

/** A post that was decided on after a failure was known breaks the rule; one that was under way does not. */
function noteWrite(world: SimWorld, { life, name }: Wire, sent: { what: string; body: string | null }): void {
  const nowMs = world.server.clock.now();
  const key = `${sent.what} ${sent.body}`;
  const firstMs = life.sent.get(key) ?? nowMs;
  life.sent.set(key, firstMs);
  world.say(`${name}: ${sent.what}`);
  if (!/\/(deployments|runbookRuns|create\/v1)$/.test(sent.what)) return;
  if (life.sawFailureAt !== null && firstMs > life.sawFailureAt) {
    world.accuse('halt', `${name}: ${sent.what}, ${firstMs - life.sawFailureAt} ms after the failure was known`);
  }
}

function noteAnswer(world: SimWorld, { life }: Wire, request: Request): void {
  const url = new URL(request.url);
  if (url.pathname !== '/api/tasks' || life.sawFailureAt !== null) return;
  const store = world.server.store();
  for (const id of url.searchParams.getAll('ids').flatMap((each) => each.split(','))) {
    const task = store.get('ServerTasks', id);
    if (task?.State !== 'Failed' && task?.State !== 'TimedOut') continue;
    const isStop =
      task.Name === 'RunbookRun' ||
      world.plan.stops.some(
        (stop) =>
          stop.environment.id === task.EnvironmentId &&
          (stop.tenant?.id ?? null) === task.TenantId &&
          world.plan.cars.some((car) => car.id === stop.car && car.project.id === task.ProjectId),
      );
    if (isStop) life.sawFailureAt = world.server.clock.now();
  }
}
