import type { Drift, DriftedAgent, DriftedThing } from '@octotrain/lab-apply';
import type { PlaceOf } from './drift-text.ts';

type Placed<Thing> = Thing & { readonly at?: { readonly file: string; readonly line: number } };

/** What `verify --json` prints. Fields are only ever added to it. */
export interface DriftDocument extends Omit<Drift, 'drift' | 'agents'> {
  readonly schema: 1;
  readonly lab: string;
  /** `at` is where the file writes the thing. */
  readonly drift: readonly Placed<DriftedThing>[];
  readonly agents: readonly Placed<DriftedAgent>[];
}

/** Drift as data for other programs: no secret is in it, and no id of the server but those of its audit log. */
export function driftDocument(lab: string, found: Drift, placeOf: PlaceOf): DriftDocument {
  function placed<Thing extends DriftedThing | DriftedAgent>(thing: Thing): Placed<Thing> {
    const at = placeOf(thing);
    return at === undefined ? thing : { ...thing, at };
  }
  return { schema: 1, lab, ...found, drift: found.drift.map(placed), agents: found.agents.map(placed) };
}
