import { z } from 'zod';
import type { ActionRun } from '../executor.ts';
import { StepProblem } from './step-problem.ts';

const sourceSchema = z.array(
  z.object({
    Type: z.string(),
    ValuesFilePaths: z.string().nullish(),
    GitDependencyName: z.string().nullish(),
    Value: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
  }),
);

/**
 * Where a Helm step takes its values from; the first has the highest priority. [client]
 *
 * @throws {StepProblem} when the step's text is no list of sources.
 */
export function valueSourcesOf(run: ActionRun): z.output<typeof sourceSchema> {
  const text = run.rawProperty('Octopus.Action.Helm.TemplateValuesSources');
  if (text === undefined) return [];
  try {
    return sourceSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new StepProblem(`The values sources of '${run.step.Name}' cannot be read.`, { cause: error });
  }
}

/** The paths of one source. Within it later files win. */
export function valuePathsOf(run: ActionRun, paths: string | null | undefined): string[] {
  return run
    .evaluate(paths ?? '')
    .split(/\r?\n/)
    .map((path) => path.trim().replace(/^\.\//, ''))
    .filter((path) => path !== '');
}
