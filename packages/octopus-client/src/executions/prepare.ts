import { OctopusInvalidRequestError } from '../errors/invalid-request-error.ts';
import { OctopusNotFoundError } from '../errors/octopus-error.ts';
import type { ProjectId } from '../ids/kinds.ts';
import type { SpaceContext } from '../space/context.ts';
import type { DeploymentPreview, Step } from '../wire-types.ts';
import { checkSteps, checkVariables, hasUnseenStep } from './check.ts';
import { commandFields } from './command-fields.ts';
import { freezeProblems } from './freezes.ts';
import type { ExecutionOptions } from './options.ts';
import { type Place, placeProblems, type ResolvedPlaces, resolveMachines, samplePlaces, wordsFor } from './places.ts';

type Preview = (place: Place) => Promise<DeploymentPreview>;

/** How a kind of work is looked at before it is asked for. */
interface Preparing {
  /** For people: `the deployment of payments-api 1.2.0`. */
  readonly what: string;
  readonly operation: string;
  readonly projectId: ProjectId;
  readonly places: ResolvedPlaces;
  readonly options: ExecutionOptions;
  /** What the server would do there; undefined where it cannot say. */
  readonly preview: Preview | undefined;
  /** All steps, whether they would run or not. */
  steps(): Promise<readonly Step[]>;
}

/**
 * What to send besides names of project, places and version, once all of it was checked against what the server would do there. Throws an
 * OctopusInvalidRequestError with every problem, and what the requests throw.
 */
export async function prepareExecution(context: SpaceContext, preparing: Preparing) {
  const { options, places, preview } = preparing;
  const { skipSteps = [] } = options;
  const previews = preview ? await previewAll(context, preparing, preview) : [];
  const machines = await resolveMachines(context, options);
  const command = commandFields(options);
  // Without a preview nothing is known of prompts and steps: what is given is sent as it is.
  const checked =
    previews.length > 0
      ? checkVariables(options.variables, previews)
      : { variables: { ...options.variables }, problems: [] };
  const others = hasUnseenStep(skipSteps, previews) ? await namesIfReadable(preparing) : [];
  const steps = previews.length > 0 ? checkSteps(skipSteps, previews, others) : [];
  const problems = [
    ...placeProblems(places),
    ...checked.problems,
    ...steps,
    ...machines.problems,
    ...(await freezeProblems(context, options.overrideFreezes)),
    ...command.problems,
  ];
  if (problems.length > 0) {
    throw new OctopusInvalidRequestError({ what: preparing.what, operation: preparing.operation, problems });
  }
  return { ...command.fields, ...machines.fields, Variables: checked.variables };
}

async function previewAll(context: SpaceContext, { places, projectId }: Preparing, preview: Preview) {
  const sample = await samplePlaces(context, places, projectId);
  return Promise.all(sample.map(async (place) => ({ place: wordsFor(place), preview: await preview(place) })));
}

/** Names of all steps and of their actions. */
async function namesIfReadable(preparing: Preparing): Promise<readonly string[]> {
  try {
    const steps = await preparing.steps();
    return steps.flatMap(({ Name, Actions }) => [Name, ...Actions.map((action) => action.Name)]);
  } catch (error) {
    // A frozen process that is not shown: the preview alone has to do.
    if (error instanceof OctopusNotFoundError) return [];
    throw error;
  }
}
