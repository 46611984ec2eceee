import type { Project } from '../model/projects.ts';
import type { ManualStep } from '../model/steps.ts';
import type { Variable } from '../model/variables.ts';

/** Name of the runbook that asks a team to approve a train. */
export const trainApprovalRunbook = 'Train Approval';

/** Name of the project that keeps the record of trains, unless the file says otherwise. */
export const defaultTrainsProject = 'Release Trains';

const questions = [
  { name: 'Train.Team', label: '1. Team', description: 'The team that is asked.' },
  { name: 'Train.Run', label: '2. Run', description: 'The run of the train.' },
  { name: 'Train.Car', label: '3. Car', description: 'The car that would leave.' },
  { name: 'Train.Environment', label: '4. Environment', description: 'Where it would go.' },
  { name: 'Train.Release', label: '5. Release', description: 'What it would deploy.' },
  { name: 'Train.Requester', label: '6. Requester', description: 'The person who asked for the train.' },
  { name: 'Train.Plan', label: '7. Plan', description: 'Hash of the plan that the answer is for.' },
] as const;

const instructions = `#{Train.Requester} asks to let **#{Train.Car}** go to **#{Train.Environment}** with release **#{Train.Release}**.

The train is run #{Train.Run}; your answer counts for the plan with hash \`#{Train.Plan}\` and for no other.

Choose Proceed if #{Train.Team} agrees, Abort if it does not. Whoever asked for the train cannot approve it.`;

const everywhere = { environments: [], excludedEnvironments: [], channels: [], disabled: false, required: false };

function question(entry: (typeof questions)[number]): Variable {
  return {
    name: entry.name,
    value: '',
    description: entry.description,
    sensitive: false,
    scope: {
      environments: [],
      targetTags: [],
      steps: [],
      channels: [],
      runbooks: [trainApprovalRunbook],
      deployment: false,
    },
    prompt: {
      label: entry.label,
      description: entry.description,
      required: true,
      control: 'singleLine',
      choices: [],
    },
  };
}

function approvalStep(team: string): ManualStep {
  return {
    ...everywhere,
    kind: 'manual',
    name: `Approval of ${team}`,
    condition: 'variable',
    runIf: `#{if Train.Team == "${team}"}true#{/if}`,
    instructions,
    responsibleTeams: [team],
    blockConcurrentDeployments: false,
  };
}

/**
 * The project that release trains need on a server: its releases keep the runs, and its runbook `Train Approval`
 * asks one of the teams. Each team has a manual step of its own, because responsibility for a step is fixed when the
 * process is written; a prompted value chooses the step. The deployment process has one step that changes nothing:
 * a server may refuse a release of an empty process.
 *
 * Names of teams must be free of `"` and `#`, which a run condition cannot quote.
 */
export function releaseTrainsProject(options: { teams: readonly string[]; name?: string }): Project {
  return {
    name: options.name ?? defaultTrainsProject,
    description: 'The record of release trains: one release per run. Approvals of trains are asked for here.',
    group: 'Default Project Group',
    lifecycle: 'Default Lifecycle',
    multiTenancy: 'untenanted',
    variableSets: [],
    variables: questions.map(question),
    templates: [],
    channels: [],
    process: [
      {
        ...everywhere,
        kind: 'script',
        packages: [],
        name: 'Record Run',
        condition: 'success',
        syntax: 'bash',
        script: 'echo "Run #{Octopus.Release.Number} is kept as this release; there is nothing to deploy."\n',
      },
    ],
    runbooks: [
      {
        name: trainApprovalRunbook,
        description: 'Asks one team whether a car of a train may go to an environment.',
        multiTenancy: 'untenanted',
        environmentScope: 'all',
        environments: [],
        process: options.teams.map(approvalStep),
      },
    ],
  };
}
