import type { MachineFault, RouteFault, StepFault, WorkloadFault } from './plan.ts';
import type { WrittenFault } from './schema.ts';

/** A fault whose parts fit together: it has one of the four. */
export interface Fault {
  readonly written: WrittenFault;
  readonly route?: RouteFault;
  readonly step?: StepFault;
  readonly workload?: WorkloadFault;
  readonly machine?: MachineFault;
}

/** Which kind of fault it is, or what is wrong with it and where. */
export function classify(
  written: WrittenFault,
): Fault | { readonly problem: string; readonly path: readonly string[] } {
  const { match } = written;
  const places = (['route', 'step', 'workload', 'machine'] as const).filter((place) => match[place] !== undefined);
  const [place] = places;
  if (place === undefined || places.length > 1) {
    return { problem: 'match exactly one of `route`, `step`, `workload` and `machine`', path: ['match'] };
  }
  if (place === 'route' || place === 'machine') {
    const narrowed = (['environment', 'tenant'] as const).find((name) => match[name] !== undefined);
    if (narrowed !== undefined) {
      const instead = place === 'route' ? 'put it into the path' : 'name the machine';
      return { problem: `a ${place} is not narrowed by \`${narrowed}\`: ${instead}`, path: ['match', narrowed] };
    }
  }
  if (place === 'machine') {
    const found = written.do === 'unavailable' || written.do === 'unhealthy' ? written.do : undefined;
    return found === undefined ? misfit('machine', '`unavailable` or `unhealthy`') : { machine: found, written };
  }
  if (place === 'route') {
    const fault = routeFault(written.do);
    return fault === undefined
      ? misfit('route', '`latency`, `status`, `drop` or `writeLater`')
      : { route: fault, written };
  }
  if (place === 'step') {
    const fault = stepFault(written.do);
    return fault === undefined ? misfit('step', '`fail` or `stall`') : { step: fault, written };
  }
  const fault = workloadFault(written.do);
  return fault === undefined ? misfit('workload', '`status` or `notReady`') : { workload: fault, written };
}

function misfit(place: string, choices: string): { problem: string; path: readonly string[] } {
  return { problem: `a ${place} can do ${choices}`, path: ['do'] };
}

function routeFault(deed: WrittenFault['do']): RouteFault | undefined {
  if (typeof deed === 'string') return undefined;
  if ('latency' in deed) return { kind: 'latency', delayMs: deed.latency };
  if ('status' in deed) {
    return { kind: 'status', status: deed.status, when: deed.write ?? 'before', retryAfterS: deed.retryAfter };
  }
  if ('drop' in deed) return { kind: 'drop', when: deed.drop };
  if ('writeLater' in deed) return { kind: 'late', delayMs: deed.writeLater };
  return undefined;
}

function stepFault(deed: WrittenFault['do']): StepFault | undefined {
  if (deed === 'fail') return { kind: 'fail', message: 'A fault made this step fail.' };
  if (deed === 'stall') return { kind: 'stall' };
  return typeof deed === 'object' && 'fail' in deed ? { kind: 'fail', message: deed.fail } : undefined;
}

function workloadFault(deed: WrittenFault['do']): WorkloadFault | undefined {
  if (deed === 'notReady') return { kind: 'notReady' };
  const answers = typeof deed === 'object' && 'status' in deed;
  return answers && deed.write === undefined && deed.retryAfter === undefined
    ? { kind: 'status', status: deed.status }
    : undefined;
}
