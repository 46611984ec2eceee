import type { KeyHolder, KeyState } from '../../apps/train/src/record/key-state.ts';
import { readKeys } from '../../apps/train/src/record/key-variable.ts';
import type { Life, SimWorld } from './world.ts';

/** The document that holds the train's key now; each change is another object. */
function keySetOf({ plan, server }: SimWorld) {
  return plan.record ? server.store().get('Variables', plan.record.variableSetId) : undefined;
}

/** The train's key as the server keeps it now. */
function keyOf(world: SimWorld): KeyState | null {
  const set = keySetOf(world);
  return set ? (readKeys(set.Variables).get(world.plan.train) ?? null) : null;
}

function isOwn(holder: KeyHolder | null | undefined, life: Life): boolean {
  return holder?.machine === life.machine && holder.pid === life.number;
}

/** A process was told who has the key: by asking, or by taking it. */
export function noteCheck(world: SimWorld, life: Life, path: string): void {
  const { record } = world.plan;
  if (!record || !path.endsWith(`/variables/${record.variableSetId}`)) return;
  const key = keyOf(world);
  life.checkedAt = isOwn(key?.holder, life) && !key?.halted ? world.server.clock.now() : null;
}

/** Every write of a process is sent at the very moment at which it was told that the key is its own. */
export function requireOwnLease(world: SimWorld, life: Life, what: string): void {
  if (!world.plan.record) return;
  const nowMs = world.server.clock.now();
  // What stood between its check and its write when the process stood still cannot know what happened meanwhile.
  if (life.checkedAt === nowMs || life.pausedUntil === nowMs) return;
  const rule = keyOf(world)?.halted ? 'halted' : 'lease';
  world.accuse(rule, `${life.machine}: ${what} was sent without leave: the train was not its own, or it did not ask`);
}

/** The last state of the key that was judged, by world. */
const known = new WeakMap<SimWorld, { state: KeyState | null; set?: object | undefined; allowed: boolean }>();

/** A person says that whoever has the train is gone. */
export function allowTakeOver(world: SimWorld): void {
  known.set(world, { state: null, ...known.get(world), allowed: true });
}

/** As long as nobody may be taken for gone, whatever the shell thinks. */
const expiresAfterMs = 15 * 60_000;

function isAlive(world: SimWorld, holder: KeyHolder): boolean {
  const life = world.lives.get(holder.machine);
  return life !== undefined && life.number === holder.pid && !life.dead;
}

/** Judges a change of the key, by the server's own word: nobody takes it from a holder who may live, or while it is halted. */
export function checkKey(world: SimWorld): void {
  const set = keySetOf(world);
  const before = known.get(world) ?? { state: null, allowed: false };
  if (set === before.set) return;
  const now = keyOf(world);
  known.set(world, { state: now, set, allowed: before.allowed });
  if (JSON.stringify(now) === JSON.stringify(before.state)) return;
  const [was, is] = [before.state?.holder, now?.holder];
  if (!is || was?.id === is.id) return;
  if (before.state?.halted) world.accuse('halted', `${is.host} took the train while it was halted`);
  if ((now?.fence ?? 0) <= (before.state?.fence ?? 0))
    world.accuse('fence', 'the key was taken, and its number did not grow');
  if (!was || !isAlive(world, was) || before.allowed) return;
  const silentMs = world.server.clock.now() - Date.parse(was.renewed);
  if (was.machine !== is.machine && silentMs <= expiresAfterMs)
    world.accuse('one-driver', `${is.host} took the train from ${was.host}, which was heard of ${silentMs} ms ago`);
}
