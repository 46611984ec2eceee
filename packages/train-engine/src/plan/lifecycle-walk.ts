import type { ObservedCar } from './observed.ts';
import type { Ref } from './plan.ts';

/** One phase with the environments it really covers: a phase that names none covers those that no other phase names. [docs] */
interface Phase {
  readonly name: string;
  readonly environmentIds: readonly string[];
  readonly automatic: readonly string[];
  readonly needed: number;
  readonly optional: boolean;
}

/** What the lifecycle lets one line of deployments (one tenant, or untenanted) do along the train's path. */
export interface LifecycleWalk {
  /** The first environment of the path that the lifecycle does not allow, with the reason. */
  readonly refused: { readonly environment: Ref; readonly message: string; readonly hint: string } | null;
  /** Environments that the server deploys to by itself because of what this run does, each with what makes it. */
  readonly automatic: ReadonlyMap<string, 'release' | 'success'>;
}

/**
 * Walks the phases as the server does: in order, each complete when enough of its environments have succeeded, optional ones passed over; an
 * automatic environment is deployed by the server when its phase is reached. [docs]
 */
export function walkLifecycle(options: {
  car: ObservedCar;
  /** The environments of the path, in order. */
  path: readonly Ref[];
  /** Environments where this release has already succeeded for this tenant. */
  succeeded: ReadonlySet<string>;
  /** The environments where this tenant (or untenanted) may be deployed automatically. */
  connected: ReadonlySet<string>;
}): LifecycleWalk {
  const phases = phasesOf(options.car);
  const done = new Set(options.succeeded);
  const fresh = options.car.release === null || options.car.release.justCreated;
  const automatic = new Map<string, 'release' | 'success'>();
  const atFirst = reached(phases, done);
  const reachedBefore = fresh ? -1 : atFirst;
  function deployAutomatically(succeeded: ReadonlySet<string>): void {
    const to = reached(phases, succeeded);
    for (let index = reachedBefore + 1; index <= to; index++) {
      const phase = phases[index];
      if (!phase || phase.optional) continue;
      const reason = index <= atFirst ? 'release' : 'success';
      for (const id of phase.automatic)
        if (options.connected.has(id) && !done.has(id) && !automatic.has(id)) automatic.set(id, reason);
    }
  }
  deployAutomatically(done);
  for (const environment of options.path) {
    const refused = refusal(phases, done, environment, options.car);
    if (refused) return { refused: { environment, ...refused }, automatic };
    done.add(environment.id);
    deployAutomatically(done);
  }
  // What the server deploys by itself may complete a phase, and so set off the next; the path above does not count on it.
  for (let before = -1; before < automatic.size; ) {
    before = automatic.size;
    deployAutomatically(new Set([...done, ...automatic.keys()]));
  }
  return { refused: null, automatic };
}

function phasesOf(car: ObservedCar): readonly Phase[] {
  const named = new Set(car.lifecycle.phases.flatMap((phase) => [...phase.automatic, ...phase.optional]));
  return car.lifecycle.phases.map((phase) => {
    const own = [...phase.automatic, ...phase.optional];
    const environmentIds = own.length > 0 ? own : car.environments.map(({ id }) => id).filter((id) => !named.has(id));
    const needed = phase.minimum > 0 ? Math.min(phase.minimum, environmentIds.length) : environmentIds.length;
    return { name: phase.name, environmentIds, automatic: phase.automatic, needed, optional: phase.isOptional };
  });
}

/** Index of the last phase that is open. */
function reached(phases: readonly Phase[], done: ReadonlySet<string>): number {
  let index = 0;
  while (index < phases.length - 1) {
    const phase = phases[index];
    if (!phase) break;
    const complete = phase.environmentIds.filter((id) => done.has(id)).length >= phase.needed;
    if (!complete && !phase.optional) break;
    index++;
  }
  return index;
}

function refusal(
  phases: readonly Phase[],
  done: ReadonlySet<string>,
  environment: Ref,
  car: ObservedCar,
): { message: string; hint: string } | undefined {
  const at = phases.findIndex((phase) => phase.environmentIds.includes(environment.id));
  const lifecycle = `lifecycle \`${car.lifecycle.name}\` of ${car.project.name}`;
  if (at < 0) {
    return {
      message: `${lifecycle} has no phase with ${environment.name}`,
      hint: `take ${environment.name} off the path, or add it to the lifecycle`,
    };
  }
  const open = reached(phases, done);
  if (at <= open) return undefined;
  const blocking = phases[open];
  const names = (blocking?.environmentIds ?? []).map(
    (id) => car.environments.find((each) => each.id === id)?.name ?? id,
  );
  return {
    message: `${lifecycle} allows ${environment.name} only after phase \`${blocking?.name ?? ''}\` (${names.join(', ')})`,
    hint: `put ${names.filter(Boolean).join(', ')} before ${environment.name} on the path`,
  };
}
