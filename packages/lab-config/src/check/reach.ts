import type { LabFile } from '../file/lab-file.ts';
import type { ProjectEntry } from '../file/spaces.ts';
import type { StepEntry } from '../file/steps.ts';
import { libraryOf } from '../resolve/library.ts';
import { builtInNames } from '../server/built-in.ts';
import { environmentsOf } from './known.ts';

/** Environments that releases of a project can reach by its lifecycle or those of its channels, in their order. */
export function reachedBy(project: ProjectEntry, { file, space }: { file: LabFile; space: string }): readonly string[] {
  const all = environmentsOf(file, space);
  const lifecycles = libraryOf('lifecycles', { name: space, space: file.spaces[space], file });
  const own = project.lifecycle ?? builtInNames.lifecycle;
  const used = [own, ...Object.values(project.channels ?? {}).map((channel) => channel.lifecycle ?? own)];
  const reached = used.flatMap((name) => {
    const phases = lifecycles[name]?.phases ?? [];
    // A lifecycle without phases goes everywhere. [docs]
    return phases.length === 0 ? all : phases.flatMap(({ automatic = [], manual = [] }) => [...automatic, ...manual]);
  });
  return all.filter((environment) => reached.includes(environment));
}

/** Whether a step runs in an environment, as far as environments decide that. */
export function runsIn({ environments = [], excludedEnvironments = [] }: StepEntry, environment: string): boolean {
  return (
    (environments.length === 0 || environments.includes(environment)) && !excludedEnvironments.includes(environment)
  );
}
