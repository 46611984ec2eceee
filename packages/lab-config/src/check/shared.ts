import type { LabFile } from '../file/lab-file.ts';
import { environmentsOf, libraryNames } from './known.ts';
import { expectDistinct, expectKnown, namedIn, type Report } from './names.ts';
import { checkVariables } from './variables.ts';

/** Checks what is written once for all spaces, and the clusters. */
export function checkShared(report: Report, file: LabFile): void {
  const { shared } = file;
  const environments = environmentsOf(file);
  expectDistinct({
    report,
    kind: 'environment',
    entries: environments.map((name, index) => ({ name, path: ['shared', 'environments', index, 'name'] })),
  });
  shared.environments.forEach(({ spaces }, index) => {
    const path = ['shared', 'environments', index, 'spaces'];
    expectKnown({ report, path, names: spaces, kind: 'space', known: Object.keys(file.spaces) });
  });
  for (const [name, cluster] of Object.entries(file.clusters ?? {})) {
    const path = ['clusters', name, 'environments'];
    expectKnown({ report, path, names: cluster.environments, kind: 'environment', known: environments });
  }
  checkLifecycles(report, file);
  for (const [name, repository] of Object.entries(shared.repositories ?? {})) {
    const path = ['shared', 'repositories', name, 'credential'];
    const known = Object.keys(file.spaces).flatMap((space) => libraryNames('gitCredentials', file, space));
    expectKnown({ report, path, names: repository.credential, kind: 'git credential', known });
  }
  expectDistinct({ report, kind: 'variable set', entries: namedIn(['shared', 'variableSets'], shared.variableSets) });
  for (const [name, set] of Object.entries(shared.variableSets ?? {})) {
    checkVariables({
      report,
      path: ['shared', 'variableSets', name, 'variables'],
      entries: set.variables,
      context: { environments, steps: [], channels: [], runbooks: [], library: true },
    });
  }
}

function checkLifecycles(report: Report, file: LabFile): void {
  const lifecycles = file.shared.lifecycles ?? {};
  const known = environmentsOf(file);
  expectDistinct({ report, kind: 'lifecycle', entries: namedIn(['shared', 'lifecycles'], lifecycles) });
  for (const [name, { phases }] of Object.entries(lifecycles)) {
    const seen = new Map<string, string>();
    const at = ['shared', 'lifecycles', name, 'phases'];
    expectDistinct({
      report,
      kind: 'phase',
      entries: phases.map((phase, index) => ({ name: phase.name, path: [...at, index, 'name'] })),
    });
    phases.forEach((phase, index) => {
      for (const key of ['automatic', 'manual'] as const) {
        expectKnown({ report, path: [...at, index, key], names: phase[key], kind: 'environment', known });
        phase[key]?.forEach((environment, place) => {
          const before = seen.get(environment);
          seen.set(environment, phase.name);
          if (before === undefined) return;
          report([...at, index, key, place], {
            code: 'environment-twice',
            message: `\`${environment}\` is in the phase \`${before}\` already`,
            hint: 'an environment belongs to one phase of a lifecycle',
          });
        });
      }
    });
  }
}
