import { type TaskWalkDocument, type UnitAt, unitKey, type WalkStep } from './state.ts';

/** What a walk does next. */
export type Move =
  | { readonly kind: 'begin'; readonly step: number }
  | ({ readonly kind: 'run' } & UnitAt)
  | { readonly kind: 'end'; readonly step: number; readonly state: 'Succeeded' | 'Failed' }
  | { readonly kind: 'finish' };

type Walk = Pick<TaskWalkDocument, 'Steps' | 'Units' | 'ExcludedMachineIds'>;

/**
 * The next move, or undefined while everything that could be done waits for something. Groups of steps follow each other;
 * within a group all steps run beside each other, and the group ends when all of them have. [docs]
 */
export function nextMove(walk: Walk): Move | undefined {
  const open = walk.Steps.find(isOpen);
  if (open === undefined) return { kind: 'finish' };
  const group = walk.Steps.flatMap((step, index) =>
    step.Group === open.Group && isOpen(step) ? [{ step, index }] : [],
  );
  const fresh = group.find(({ step }) => step.State === 'Pending');
  if (fresh !== undefined) return { kind: 'begin', step: fresh.index };
  for (const { step, index } of group) {
    const move = moveOf(walk, step, index);
    if (move !== undefined) return move;
  }
  return undefined;
}

function isOpen({ State }: WalkStep): boolean {
  return State === 'Pending' || State === 'Running';
}

/** Where a target is in the actions of a step. */
interface Lane {
  readonly lane: number;
  readonly state: 'fresh' | 'ready' | 'busy' | 'done' | 'broken';
  /** The action that it stands at. */
  readonly action: number;
}

function moveOf(walk: Walk, step: WalkStep, index: number): Move | undefined {
  const lanes = step.Lanes.map((machineId, lane) => laneOf(walk, step, { step: index, lane, machineId }));
  const busy = lanes.filter(({ state }) => state === 'busy');
  const broken = lanes.some(({ state }) => state === 'broken');
  const startable = broken ? undefined : startableLane(step, lanes, busy.length);
  if (startable !== undefined) return { kind: 'run', step: index, action: startable.action, lane: startable.lane };
  if (busy.length > 0) return undefined;
  return { kind: 'end', step: index, state: broken ? 'Failed' : 'Succeeded' };
}

/**
 * The target to work on next. With a window each target goes through all actions, and another one begins when one of the
 * window is through; without one all targets do the first action, then all the next. After a failure nothing more is
 * started in the step. [docs for windows, guess for the rest]
 */
function startableLane(step: WalkStep, lanes: readonly Lane[], busy: number): Lane | undefined {
  if (step.Rolling) {
    const ready = lanes.find(({ state }) => state === 'ready');
    if (ready !== undefined) return ready;
    return busy < step.Limit ? lanes.find(({ state }) => state === 'fresh') : undefined;
  }
  const open = lanes.filter(({ state }) => state !== 'done');
  const level = Math.min(...open.map(({ action }) => action));
  return busy < step.Limit
    ? open.find(({ state, action }) => (state === 'fresh' || state === 'ready') && action === level)
    : undefined;
}

function laneOf(walk: Walk, step: WalkStep, at: { step: number; lane: number; machineId: string | null }): Lane {
  const { lane } = at;
  for (let action = 0; action < step.ActionIndexes.length; action += 1) {
    const unit = walk.Units[unitKey({ step: at.step, action, lane })];
    if (unit === undefined) {
      const excluded = at.machineId !== null && walk.ExcludedMachineIds.includes(at.machineId);
      return { lane, action, state: excluded ? 'done' : action === 0 ? 'fresh' : 'ready' };
    }
    if (unit.Status === 'Failed') return { lane, action, state: 'broken' };
    if (unit.Status === 'Excluded') return { lane, action, state: 'done' };
    if (unit.Status !== 'Succeeded' && unit.Status !== 'Skipped') return { lane, action, state: 'busy' };
  }
  return { lane, action: step.ActionIndexes.length, state: 'done' };
}

/**
 * Whether a task only waits for people to answer manual steps: then it goes back to the queue and gives up its place. With
 * a failure that waits for guidance, or with anything at work, it keeps executing. [docs]
 */
export function isPaused(
  walk: Pick<TaskWalkDocument, 'Units'>,
  isManual: (interruptionId: string) => boolean,
): boolean {
  const open = Object.values(walk.Units).filter(({ Status }) => ['Running', 'Backoff', 'Waiting'].includes(Status));
  return (
    open.length > 0 &&
    open.every(
      ({ Status, InterruptionId }) => Status === 'Waiting' && InterruptionId !== null && isManual(InterruptionId),
    )
  );
}
