import type { ArmedFault } from './armed.ts';
import type { Fault } from './classify.ts';
import { matchesPlace, matchesRoute, matchesText } from './match.ts';
import type { FaultPlan, RouteFault } from './plan.ts';

/** A plan that asks the faults that are armed at that time, in their order. */
export function planOf(armed: () => Iterable<ArmedFault>): FaultPlan {
  /** The faults of one kind that match and occur this time, one by one: those not asked for keep their turn. */
  function* struck<F>(
    ofKind: (fault: Fault) => F | undefined,
    matches: (match: Fault['written']['match']) => boolean,
  ): Generator<F, undefined> {
    for (const { fault, occurs } of armed()) {
      const found = ofKind(fault);
      if (found !== undefined && matches(fault.written.match) && occurs()) yield found;
    }
    return undefined;
  }

  return {
    forRoute(method, path) {
      const found: RouteFault[] = [];
      const faultsHere = struck(
        ({ route }) => route,
        ({ route }) => matchesRoute(route ?? '', method, path),
      );
      for (const fault of faultsHere) {
        found.push(fault);
        if (fault.kind !== 'latency') break;
      }
      return found;
    },
    forStep: (place) =>
      struck(
        ({ step }) => step,
        (match) => matchesText(match.step, place.step) && matchesPlace(match, place),
      ).next().value,
    forWorkload: (place) =>
      struck(
        ({ workload }) => workload,
        (match) => matchesText(match.workload, place.workload) && matchesPlace(match, place),
      ).next().value,
    forMachine: (name) =>
      struck(
        ({ machine }) => machine,
        (match) => matchesText(match.machine, name),
      ).next().value,
  };
}
