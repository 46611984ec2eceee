import type { Fault } from './fault.ts';
import { placeOnPath } from './order.ts';
import type { PlannedAddition, PlannedStop } from './plan.ts';
import type { Moving } from './plan-moves.ts';

interface Moves extends Moving {
  readonly stops: readonly PlannedStop[];
  readonly added: readonly PlannedAddition[];
}

/**
 * Where the server would deploy before the train lets it. The first stop is held back by not creating the release; what follows by itself after a
 * success heeds no gate, no smoke test and no other car, so it is refused before anything moves.
 */
export function automaticFaults(moves: Moves): Fault[] {
  const { car, index } = moves;
  const held = [...moves.stops.filter((stop) => stop.automatic), ...moves.added];
  return held.flatMap((place): Fault[] => {
    const why = reason(moves, place);
    if (!why) return [];
    const name = place.environment.name;
    return [
      {
        path: ['cars', index, 'project'],
        code: 'automatic-phase-behind-gate',
        message: `${name} is an automatic phase: the server would deploy ${car.space}/${car.project} there by itself ${why}`,
        hint: `make ${name} a manual phase of the lifecycle, or take what it would not wait for off the train`,
      },
    ];
  });
}

function reason(moves: Moves, place: PlannedStop | PlannedAddition): string | undefined {
  const { train, car, there, stops } = moves;
  const isStop = 'action' in place;
  const at = placeOnPath(train.environments, place.environment.name);
  const gated = moves.gates.some((gate) => gate.environment.id === place.environment.id);
  if (at <= 0) return at === 0 && gated && isStop && there.release ? 'before its gate can open' : undefined;
  if (gated) return 'before its gate can open';
  if (!isStop) return undefined;
  const before = train.environments[at - 1] ?? '';
  if (train.by === 'environment' && train.cars.length > 1) return `before the other cars have succeeded in ${before}`;
  if (car.smoke.length > 0) return `before its smoke tests in ${before} have passed`;
  const lines = new Set(stops.map(({ tenant }) => tenant?.id ?? null));
  return lines.size > 1 ? `for one tenant before the others have succeeded in ${before}` : undefined;
}
