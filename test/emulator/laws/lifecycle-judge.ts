import type { PhasePlan } from './plan.ts';

/** What is known of a release when it is asked where it may go, for one tenant or for none. */
export interface Standing {
  readonly phases: readonly PhasePlan[];
  readonly environmentCount: number;
  /** Environments where it succeeded. */
  readonly succeeded: ReadonlySet<number>;
  readonly isBlocked: boolean;
}

/**
 * Where a release may go, told by the documented rules alone: phases open one after the other, a phase once succeeded in stays
 * open, a blocked release keeps to its first phase and to those it succeeded in.
 */
export function allowedEnvironments(standing: Standing): ReadonlySet<number> {
  const { succeeded, isBlocked } = standing;
  const phases = explicit(standing);
  const wins = phases.map(({ members }) => members.filter((member) => succeeded.has(member)).length);
  const isDone = (index: number) => (wins[index] ?? 0) >= (phases[index]?.wanted ?? 0);
  const isOpen = (index: number): boolean =>
    index === 0 || (isOpen(index - 1) && (isDone(index - 1) || phases[index - 1]?.mayBeSkipped === true));
  const allowed = phases.flatMap(({ members }, index) => {
    const wasThere = (wins[index] ?? 0) > 0;
    if (isBlocked && index > 0 && !wasThere) return [];
    return isOpen(index) || wasThere ? members : [];
  });
  return new Set(allowed);
}

interface ExplicitPhase {
  readonly members: readonly number[];
  readonly wanted: number;
  readonly mayBeSkipped: boolean;
}

/** Without phases every environment is one; a phase without environments has all that no phase names. */
function explicit({ phases, environmentCount }: Standing): readonly ExplicitPhase[] {
  const all = Array.from({ length: environmentCount }, (_, index) => index);
  if (phases.length === 0) return all.map((index) => ({ members: [index], wanted: 1, mayBeSkipped: false }));
  const named = phases.map(({ automatic, optional }) => [...automatic, ...optional]);
  const unnamed = all.filter((index) => !named.flat().includes(index));
  return phases.map(({ minimum, mayBeSkipped }, index) => {
    const own = named[index] ?? [];
    const members = own.length > 0 ? own : unnamed;
    return { members, mayBeSkipped, wanted: minimum === 0 ? members.length : Math.min(minimum, members.length) };
  });
}
