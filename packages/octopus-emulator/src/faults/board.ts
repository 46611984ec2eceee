import type { Problem } from '@octotrain/checked-yaml';
import type { ArmedFault, ReadFaultPlan } from './armed.ts';
import { planOf } from './ask.ts';
import { readFaults } from './create.ts';
import type { FaultPlan } from './plan.ts';
import { showFault } from './show.ts';

/** A fault that is in force, and what came of it. */
export interface ListedFault {
  /** Like `1`; never given twice in the life of a server. */
  readonly id: string;
  /** In the form of a faults file. */
  readonly fault: object;
  readonly fired: number;
  /** How often it may still occur; null without a limit. */
  readonly left: number | null;
}

/** Faults that can be changed while the server runs. They are not kept: a restart has those that it is started with. */
export interface FaultBoard {
  list(): readonly ListedFault[];
  /** Adds faults after those that are there, written as in a faults file; with any problem none of them. */
  add(text: string): { ok: true; added: readonly ListedFault[] } | { ok: false; problems: readonly Problem[] };
  /** False when there is none of that id. */
  remove(id: string): boolean;
  /** How many were removed. */
  clear(): number;
}

/** The board, and the plan that the server asks. A plan that was written as functions is asked first, and cannot be listed. */
export function createFaultBoard(start: FaultPlan | ReadFaultPlan): { board: FaultBoard; plan: FaultPlan } {
  const armed = new Map<string, ArmedFault>();
  const added = planOf(() => armed.values());
  const functions = 'armed' in start ? undefined : start;
  let ids = 0;

  function put(faults: readonly ArmedFault[]): ListedFault[] {
    return faults.map((fault) => {
      ids += 1;
      armed.set(String(ids), fault);
      return listed(String(ids), fault);
    });
  }
  put('armed' in start ? start.armed : []);

  return {
    board: {
      list: () => [...armed].map(([id, fault]) => listed(id, fault)),
      add(text) {
        const read = readFaults({ text, file: 'faults' });
        return read.ok ? { ok: true, added: put(read.plan.armed) } : read;
      },
      remove: (id) => armed.delete(id),
      clear() {
        const { size } = armed;
        armed.clear();
        return size;
      },
    },
    plan: functions === undefined ? added : inTurn(functions, added),
  };
}

function inTurn(first: FaultPlan, second: FaultPlan): FaultPlan {
  return {
    forStep: (place) => first.forStep(place) ?? second.forStep(place),
    forWorkload: (place) => first.forWorkload(place) ?? second.forWorkload(place),
    forMachine: (name) => first.forMachine(name) ?? second.forMachine(name),
    forRoute(method, path) {
      const found = first.forRoute(method, path);
      return found.some(({ kind }) => kind !== 'latency') ? found : [...found, ...second.forRoute(method, path)];
    },
  };
}

function listed(id: string, { fault, fired, left }: ArmedFault): ListedFault {
  return { id, fault: showFault(fault.written), fired: fired(), left: left() ?? null };
}
