import type { Path } from '../check/names.ts';
import type { ProjectEntry, WrittenProject } from '../file/spaces.ts';
import type { StepEntry, WrittenStep } from '../file/steps.ts';
import { wordsOf } from '../resolve/fill-pattern.ts';
import { environmentEntriesOf } from '../resolve/library.ts';
import type { Expansion } from './expansion.ts';
import { expandStep } from './steps.ts';
import { expandVariables } from './variables.ts';

/** A project with the defaults of all projects, whole steps, and a value per environment where a pattern makes one. */
export function expandProject(options: {
  expansion: Expansion;
  path: Path;
  name: string;
  project: WrittenProject;
  space: string;
}): ProjectEntry {
  const { expansion, path, name, project, space } = options;
  const { process, runbooks, variables, ...own } = withDefaults(options);
  const tag = expansion.file.spaces[space]?.agents?.targetTags[0];
  const words = {
    ...wordsOf('project', { name }),
    ...wordsOf('space', { name: space }),
    ...(tag !== undefined && { 'agents.tag': tag }),
  };
  const whole = (steps: readonly WrittenStep[], at: Path, more: Record<string, string> = {}): StepEntry[] =>
    steps.flatMap(
      (step, index) => expandStep({ expansion, path: [...at, index], step, words: { ...words, ...more } }) ?? [],
    );
  return {
    ...own,
    ...(variables && {
      variables: expandVariables({
        expansion,
        path: [...path, 'variables'],
        entries: variables,
        environments: environmentEntriesOf(expansion.file, space),
        words,
      }),
    }),
    ...(process && { process: whole(process, [...path, 'process']) }),
    ...(runbooks && {
      runbooks: Object.fromEntries(
        Object.entries(project.runbooks ?? {}).map(([runbook, entry]) => {
          const steps = whole(
            entry.process,
            [...path, 'runbooks', runbook, 'process'],
            wordsOf('runbook', { name: runbook }),
          );
          return [runbook, { ...entry, process: steps }] as const;
        }),
      ),
    }),
  };
}

function withDefaults(options: { expansion: Expansion; path: Path; project: WrittenProject }): WrittenProject {
  const { expansion, path, project } = options;
  const defaults = expansion.file.projectDefaults ?? {};
  for (const key of Object.keys(defaults)) {
    if (!(key in project)) expansion.origins.add([...path, key], ['projectDefaults', key]);
  }
  return { ...defaults, ...project };
}
