import type { Lab, Space } from '@octotrain/lab-config';
import { projectsOf } from '../desired/desired.ts';
import { fingerprintSetName } from '../fingerprints/fingerprint-set.ts';

/** Whose parts are read: processes, variables, values. Names in any case. */
export interface Named {
  librarySet(name: string): boolean;
  project(name: string): boolean;
  /** Of a runbook, with its project's. */
  runbook(name: string): boolean;
  tenant(name: string): boolean;
}

/** What a lab names in a space. */
export function namedIn(lab: Lab, space: Space): Named {
  const projects = projectsOf(lab, space);
  const within = (names: readonly string[]) => {
    const small = new Set(names.map((name) => name.toLowerCase()));
    return (name: string) => small.has(name.toLowerCase());
  };
  return {
    librarySet: within([
      ...space.variableSets.map(({ name }) => name),
      ...(lab.fingerprints === undefined ? [] : [fingerprintSetName]),
    ]),
    project: within(projects.map(({ name }) => name)),
    runbook: within(projects.flatMap(({ name, runbooks }) => runbooks.map((one) => `${name} / ${one.name}`))),
    tenant: within(space.tenants.map(({ name }) => name)),
  };
}

const yes = (): boolean => true;

/** Everything that is there. */
export const everythingNamed: Named = { librarySet: yes, project: yes, runbook: yes, tenant: yes };
