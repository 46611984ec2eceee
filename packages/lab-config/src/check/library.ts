import type { LabFile } from '../file/lab-file.ts';
import type { Library } from '../file/shared.ts';
import { environmentsOf, libraryNames } from './known.ts';
import { expectDistinct, expectKnown, namedIn, type Path, type Report } from './names.ts';
import { checkTemplateTables } from './projects.ts';
import { checkVariables } from './variables.ts';

interface LibraryCheck {
  readonly report: Report;
  readonly path: Path;
  readonly library: Library;
  readonly file: LabFile;
  readonly environments: readonly string[];
  /** Spaces that have it. */
  readonly spaces: readonly string[];
}

const kinds = {
  lifecycles: 'lifecycle',
  gitCredentials: 'git credential',
  feeds: 'feed',
  tagSets: 'tag set',
  repositories: 'repository',
  variableSets: 'variable set',
} as const;

/** Checks what spaces may share: what is written for all of them, and what single ones have of their own. */
export function checkLibraries(report: Report, file: LabFile): void {
  const all = Object.keys(file.spaces);
  const environments = environmentsOf(file);
  checkLibrary({ report, path: ['shared'], library: file.shared, file, environments, spaces: all });
  for (const [space, library] of Object.entries(file.spaces)) {
    const path = ['spaces', space];
    checkLibrary({ report, path, library, file, environments: environmentsOf(file, space), spaces: [space] });
  }
}

function checkLibrary(check: LibraryCheck): void {
  const { report, path, library, file, spaces } = check;
  for (const [key, kind] of Object.entries(kinds) as [keyof typeof kinds, string][]) {
    const table: Readonly<Record<string, { readonly spaces?: unknown } | object>> = library[key] ?? {};
    expectDistinct({ report, kind, entries: namedIn([...path, key], table) });
    for (const [name, entry] of Object.entries(table)) {
      if (!('spaces' in entry) || !Array.isArray(entry.spaces)) continue;
      const at = [...path, key, name, 'spaces'];
      expectKnown({ report, path: at, names: entry.spaces, kind: 'space', known: spaces });
    }
  }
  checkLifecycles(check);
  checkFeeds(check);
  for (const [set, { tags }] of Object.entries(library.tagSets ?? {})) {
    expectDistinct({ report, kind: 'tag of this set', entries: namedIn([...path, 'tagSets', set, 'tags'], tags) });
  }
  for (const [name, { credential }] of Object.entries(library.repositories ?? {})) {
    const at = [...path, 'repositories', name, 'credential'];
    const known = spaces.flatMap((space) => libraryNames('gitCredentials', file, space));
    expectKnown({ report, path: at, names: credential, kind: 'git credential', known: [...new Set(known)] });
  }
  checkSets(check);
}

function checkSets({ report, path, library, file, environments, spaces }: LibraryCheck): void {
  const tenants = spaces.flatMap((space) => Object.keys(file.spaces[space]?.tenants ?? {}));
  for (const [name, set] of Object.entries(library.variableSets ?? {})) {
    const at = [...path, 'variableSets', name];
    checkVariables({
      report,
      path: [...at, 'variables'],
      entries: set.variables,
      context: { environments, steps: [], channels: [], runbooks: [], library: true },
    });
    checkTemplateTables({ report, path: [...at, 'templates'], templates: set.templates, tenants, environments });
  }
}

function checkFeeds({ report, path, library }: LibraryCheck): void {
  for (const [name, feed] of Object.entries(library.feeds ?? {})) {
    const at = [...path, 'feeds', name];
    for (const key of ['apiVersion', 'registryPath'] as const) {
      if (feed[key] === undefined || (feed.type ?? 'docker') === 'docker') continue;
      const message = `a feed of the type \`${feed.type}\` has no \`${key}\``;
      report([...at, key], { code: 'not-of-this-feed', message, hint: 'remove it; only docker feeds have one' });
    }
    if (feed.password && feed.username === undefined) {
      const message = 'a feed with a password needs a username';
      report([...at, 'password'], { code: 'password-alone', message, hint: 'add `username`' });
    }
  }
}

function checkLifecycles({ report, path, library, environments }: LibraryCheck): void {
  for (const [name, { phases }] of Object.entries(library.lifecycles ?? {})) {
    const seen = new Map<string, string>();
    const at = [...path, 'lifecycles', name, 'phases'];
    expectDistinct({
      report,
      kind: 'phase',
      entries: phases.map((phase, index) => ({ name: phase.name, path: [...at, index, 'name'] })),
    });
    phases.forEach((phase, index) => {
      for (const key of ['automatic', 'manual'] as const) {
        expectKnown({ report, path: [...at, index, key], names: phase[key], kind: 'environment', known: environments });
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
