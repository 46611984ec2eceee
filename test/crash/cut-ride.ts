import { startMachine } from '../sim/machine.ts';
import type { SimFault } from '../sim/scenario.ts';
import type { Machine, SimWorld } from '../sim/world.ts';
import { type Morning, openWorld } from './cut-world.ts';

/** Where a process is cut off. */
export type Cut = Pick<Extract<SimFault, { kind: 'kill' }>, 'when' | 'n'> & { readonly on: 'request' | 'journal' };

/** How it is taken up again: on the same folder, on an empty one, or on both at once. */
export const returns = ['same', 'empty', 'two'] as const;
export type Returning = (typeof returns)[number];

/** What a ride left behind. */
export interface CutRide {
  /** The train's deployments and runbook runs by the server's own word, sorted. */
  readonly standings: readonly string[];
  /** Who answered, one for each answer. */
  readonly answers: readonly string[];
  /** How each process left the run, in the order of the machines: `finished`, or why it was not let in. */
  readonly endings: readonly string[];
  readonly requests: number;
  readonly journal: number;
  readonly isCut: boolean;
  readonly broken: string | null;
}

const downMs = 7_000;
const answersAfterMs = 20_000;
const horizonMs = 3 * 3_600_000;

/** Rides a train from start to end on a server of its own; cut off once, and taken up again. */
export async function rideCut(
  morning: Morning,
  cut: Cut | null = null,
  returning: Returning = 'same',
): Promise<CutRide> {
  const back = returning === 'empty' ? 'empty' : 'here';
  const kill = { kind: 'kill', landsMs: null, downMs, power: false, back } as const;
  const world = await openWorld(morning, cut ? [{ ...kill, ...cut }] : []);
  const machines: Machine[] = [];
  // On one host it is known of every process whether it lives.
  const isGone = ({ machine, pid }: { machine: string; pid: number }) => {
    const life = world.lives.get(machine);
    return life === undefined || life.number !== pid || life.dead;
  };
  function start(name: string): void {
    const same = { name, text: '', offsetMs: 0, takeOver: false, isPersistent: false, isGone };
    const other = () => start('other');
    const onKilled = (ms: number) => {
      if (returning === 'two') world.server.clock.after(ms, other);
    };
    machines.push(startMachine(world, { ...same, onLost: other, onKilled }));
  }
  const before = new Set(postedOn(world).map(({ Id }) => Id));
  start('train');
  await untilOver(world, () => {
    const isOther = returning !== 'same' && machines.some((machine) => machine.wasKilled());
    return machines.length === (isOther ? 2 : 1) && machines.every((machine) => machine.isOver());
  });
  return {
    standings: standingsOf(world, before),
    answers: answersOn(world),
    endings: machines.flatMap((machine) =>
      machine.endings().map((each) => (each === 'refused' ? `refused: ${machine.refusal()}` : each)),
    ),
    requests: world.counts.request,
    journal: world.counts.journal,
    isCut: machines.some((machine) => machine.wasKilled()),
    broken: world.broken && `${world.broken.rule}: ${world.broken.detail}`,
  };
}

async function untilOver(world: SimWorld, isOver: () => boolean): Promise<void> {
  const { server } = world;
  const asked = new Set<string>();
  while (server.clock.now() < world.startedMs + horizonMs) {
    await server.quiet();
    answerLater(world, asked);
    if (isOver() && !isBusy(world)) return;
    if (!server.clock.runNext()) return;
  }
}

/** Somebody of the team says yes to each question, a while after it was asked. */
function answerLater({ server }: SimWorld, asked: Set<string>): void {
  for (const question of server.store().all('Interruptions')) {
    if (!question.IsPending || asked.has(question.Id)) continue;
    asked.add(question.Id);
    const path = `/api/${question.SpaceId}/interruptions/${question.Id}`;
    server.clock.after(answersAfterMs, async () => {
      await server.ask('marcus.webb', 'PUT', `${path}/responsible`);
      await server.ask('marcus.webb', 'POST', `${path}/submit`, { Result: 'Proceed', Notes: 'looks good' });
    });
  }
}

function isBusy({ server }: SimWorld): boolean {
  return server
    .store()
    .all('ServerTasks')
    .some(
      ({ State, HasPendingInterruptions }) => State === 'Executing' || (State === 'Queued' && !HasPendingInterruptions),
    );
}

function postedOn({ server }: SimWorld) {
  const store = server.store();
  return [...store.all('Deployments'), ...store.all('RunbookRuns')];
}

function standingsOf(world: SimWorld, before: ReadonlySet<string>): readonly string[] {
  const store = world.server.store();
  const nameOf = (id: string | null) =>
    id === null ? '-' : (store.get('Environments', id) ?? store.get('Tenants', id) ?? store.get('Projects', id))?.Name;
  return postedOn(world)
    .filter(({ Id }) => !before.has(Id))
    .map((each) => {
      const version = 'ReleaseId' in each ? store.get('Releases', each.ReleaseId)?.Version : 'run';
      const state = store.get('ServerTasks', each.TaskId)?.State;
      return `${nameOf(each.ProjectId)} ${version} → ${nameOf(each.EnvironmentId)} (${nameOf(each.TenantId)}) ${state}`;
    })
    .sort();
}

function answersOn({ server }: SimWorld): readonly string[] {
  return server
    .store()
    .all('Events')
    .filter(({ Category }) => Category === 'InterruptionSubmitted')
    .map(({ Username }) => Username);
}
