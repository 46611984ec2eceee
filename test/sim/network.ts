import { readToken } from '@octotrain/train-engine';
import { sha256 } from '../../apps/train/src/journal/chain.ts';
import { never } from './disk.ts';
import { noteCheck, requireOwnLease } from './key-rules.ts';
import type { NetworkFault, SimFault } from './scenario.ts';
import type { Life, SimWorld } from './world.ts';

interface Wire {
  readonly life: Life;
  die(kill: Kill, where: string): void;
}

type Kill = Extract<SimFault, { kind: 'kill' }>;
type Network = Extract<SimFault, { kind: 'network' }>;
type Pause = Extract<SimFault, { kind: 'pause' }>;

interface Sent {
  readonly request: Request;
  readonly what: string;
  readonly body: string | null;
  /** Counts all requests, and the writes among them but those of the lease. */
  readonly n: { readonly request: number; readonly write: number };
}

/** The network between a machine and the server, with the scenario's faults and kills. */
export function networkOf(world: SimWorld, wire: Wire): (request: Request) => Promise<Response> {
  const { life } = wire;
  return async (request) => {
    if (life.dead) return never();
    const what = `${request.method} ${new URL(request.url).pathname}`;
    const isWrite = request.method === 'POST';
    const n = { request: ++world.counts.request, write: isWrite ? ++world.counts.write : -1 };
    const body = request.method === 'GET' ? null : await request.text();
    const kill = world.scenario.faults.find(
      (each): each is Kill => each.kind === 'kill' && each.on !== 'journal' && each.n === n[each.on],
    );
    if (kill?.when === 'before') {
      if (isWrite && kill.landsMs !== null) sendLate(world, life, { request, body, what, landsMs: kill.landsMs });
      wire.die(kill, `before ${what}`);
      return never();
    }
    const isPaused = await standStill(world, wire, { request, what, body, n });
    if (life.dead) return never();
    if (isWrite) noteWrite(world, wire, { what, body });
    if (isWrite && !isPaused) requireOwnLease(world, life, what);
    const response = await under(world, wire, { request, what, body, n });
    if (kill) {
      wire.die(kill, `after ${what}`);
      return never();
    }
    if (life.dead) return never();
    if (life.pausedUntil > world.server.clock.now()) await until(world, life.pausedUntil);
    noteCheck(world, life, new URL(request.url).pathname);
    if (request.method === 'GET') noteAnswer(world, wire, request);
    return response;
  };
}

/** What a process sent in its last moment is on its way when the process is no more. */
function sendLate(
  world: SimWorld,
  life: Life,
  sent: { request: Request; body: string | null; what: string; landsMs: number },
): void {
  const { method, url, headers } = sent.request;
  noteWrite(world, { life, die: () => undefined }, sent);
  requireOwnLease(world, life, sent.what);
  world.server.clock.after(sent.landsMs, async () => {
    world.say(`what ${life.machine} sent lands: ${sent.what}`);
    await world.server.answer(new Request(url, { method, headers, body: sent.body }));
    world.judge();
  });
}

/** A process that was stopped between its last check and the write it was about to send; nothing else of it goes on meanwhile. */
async function standStill(world: SimWorld, { life }: Wire, { n, what }: Sent): Promise<boolean> {
  const { clock } = world.server;
  const pause = world.scenario.faults.find((each): each is Pause => each.kind === 'pause' && each.n === n.write);
  if (pause) {
    world.say(`${life.machine} stands still before ${what}`);
    life.pausedUntil = clock.now() + pause.ms;
  }
  if (life.pausedUntil <= clock.now()) return false;
  await until(world, life.pausedUntil);
  return true;
}

function until(world: SimWorld, atMs: number): Promise<void> {
  const { clock } = world.server;
  return new Promise((resolve) => clock.after(atMs - clock.now(), resolve));
}

async function under(world: SimWorld, wire: Wire, sent: Sent): Promise<Response> {
  const { request, body, what, n } = sent;
  const carryOut = async () => {
    const { method, url, headers } = request;
    // What has no body was not read, and may be handed on as it is.
    const handed = body === null ? request : new Request(url, { method, headers, body });
    const response = await world.server.answer(handed);
    world.judge();
    return response;
  };
  if (isWithin(world, 'away')) throw new TypeError('fetch failed');
  if (isWithin(world, 'revoked'))
    return Response.json({ ErrorMessage: 'Your API key is not valid.', Errors: [] }, { status: 401 });
  const fault = world.scenario.faults.find(
    (each): each is Network => each.kind === 'network' && each.n === (each.on === 'any' ? n.request : n.write),
  );
  if (!fault) return carryOut();
  world.say(`${wire.life.machine}: ${what} meets ${fault.what}`);
  return strike(world, fault, carryOut);
}

function isWithin(world: SimWorld, kind: 'away' | 'revoked'): boolean {
  const nowMs = world.server.clock.now() - world.startedMs;
  return world.scenario.faults.some(
    (each) => each.kind === kind && 'atMs' in each && 'ms' in each && nowMs >= each.atMs && nowMs < each.atMs + each.ms,
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
function noteWrite(world: SimWorld, { life }: Wire, sent: { what: string; body: string | null }): void {
  const nowMs = world.server.clock.now();
  const key = `${sent.what} ${sent.body}`;
  const firstMs = life.sent.get(key) ?? nowMs;
  life.sent.set(key, firstMs);
  world.say(`${life.machine}: ${sent.what}`);
  if (!/\/(deployments|runbookRuns|create\/v1)$/.test(sent.what)) return;
  checkIntent(world, life, sent);
  if (life.sawFailureAt !== null && firstMs > life.sawFailureAt) {
    world.accuse(
      'halt',
      `${life.machine}: ${sent.what}, ${firstMs - life.sawFailureAt} ms after the failure was known`,
    );
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

/** What a token says of the journal is on the disk before the token is sent: the intent comes first. */
function checkIntent(world: SimWorld, life: Life, { what, body }: { what: string; body: string | null }): void {
  const comments = body === null ? undefined : (JSON.parse(body) as { Comments?: string }).Comments; // sent by us
  const token = readToken(comments);
  if (!token) return;
  // Mostly it is the last line.
  const lines = life.onDisk().trimEnd().split('\n').reverse();
  if (!lines.some((line) => sha256(line) === token.head))
    world.accuse('intent', `${life.machine}: ${what} was sent before its intent was on the disk`);
}
