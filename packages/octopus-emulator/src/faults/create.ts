import { checkYaml, type Problem } from '@octotrain/checked-yaml';
import { classify, type Fault } from './classify.ts';
import type { FaultPlan, RouteFault } from './plan.ts';
import { faultsSchema } from './schema.ts';

/** The plan that a faults file asks for, or everything that is wrong with it. */
export function readFaults(options: {
  text: string;
  file: string;
}): { ok: true; plan: FaultPlan } | { ok: false; problems: readonly Problem[] } {
  const faults: Fault[] = [];
  const checked = checkYaml({
    ...options,
    schema: faultsSchema,
    check(written, report) {
      for (const [index, one] of written.entries()) {
        const fault = classify(one);
        if ('problem' in fault) report([index, ...fault.path], { code: 'fault-mismatch', message: fault.problem });
        else faults.push(fault);
      }
    },
  });
  return checked.ok ? { ok: true, plan: createFaultPlan(faults) } : checked;
}

function createFaultPlan(faults: readonly Fault[]): FaultPlan {
  const armed = faults.map((fault) => ({ fault, occurs: occasions(fault.written) }));

  /** The faults of one kind that match and occur this time, one by one: those not asked for keep their turn. */
  function* struck<F>(
    ofKind: (fault: Fault) => F | undefined,
    matches: (match: Fault['written']['match']) => boolean,
  ): Generator<F, undefined> {
    for (const { fault, occurs } of armed) {
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
  };
}

function matchesPlace(
  match: Fault['written']['match'],
  place: { readonly environment?: string | undefined; readonly tenant?: string | undefined },
): boolean {
  return matchesText(match.environment, place.environment) && matchesText(match.tenant, place.tenant);
}

/** Names match in any case; `*` stands for any text. */
function matchesText(pattern: string | undefined, name: string | undefined): boolean {
  return pattern === undefined || (name !== undefined && asPattern(pattern, '.*').test(name));
}

/** A route like `POST /api/**`: a method, or none for all; `*` is one part of the path, `**` any number. */
function matchesRoute(pattern: string, method: string, path: string): boolean {
  const [first = '', second] = pattern.trim().split(/\s+/);
  const wantedPath = second ?? first;
  const wantedMethod = second === undefined ? '*' : first;
  return matchesText(wantedMethod, method) && asPattern(wantedPath, '[^/]*').test(path.replace(/\/$/, ''));
}

function asPattern(glob: string, star: string): RegExp {
  const source = glob
    .split('**')
    .map((part) =>
      part
        .split('*')
        .map((text) => text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
        .join(star),
    )
    .join('.*');
  return new RegExp(`^${source}$`, 'i');
}

/** Says, time after time, whether a fault occurs: at most `times`, by chance, the same for the same seed. */
function occasions(written: { times?: number | undefined; chance?: number | undefined; seed?: number | undefined }) {
  const draw = seededRandom(written.seed ?? 1);
  let left = written.times ?? Number.POSITIVE_INFINITY;
  return (): boolean => {
    if (left <= 0 || draw() >= (written.chance ?? 1)) return false;
    left -= 1;
    return true;
  };
}

/** Numbers from 0 up to 1 (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
