import type { LabFile } from '../file/lab-file.ts';
import type { StepEntry } from '../file/steps.ts';
import { environmentsOf, libraryNames, teamsOf } from './known.ts';
import { expectDistinct, expectKnown, type Path, type Report } from './names.ts';

/** Checks the steps of one process: their names, and every name they use. */
export function checkProcess(options: {
  report: Report;
  path: Path;
  steps: readonly StepEntry[] | undefined;
  file: LabFile;
  space: string;
  channels: readonly string[];
}): void {
  const { report, path, steps = [], file, space, channels } = options;
  expectDistinct({
    report,
    kind: 'step',
    entries: steps.map((step, at) => ({ name: step.name, path: [...path, at, 'name'] })),
  });
  const environments = environmentsOf(file, space);
  const tags = file.spaces[space]?.agents?.targetTags;
  steps.forEach((step, index) => {
    const at = (key: string) => [...path, index, key];
    const where = `in the space \`${space}\``;
    expectKnown({
      report,
      path: at('environments'),
      names: step.environments,
      kind: 'environment',
      known: environments,
    });
    expectKnown({
      report,
      path: at('excludedEnvironments'),
      names: step.excludedEnvironments,
      kind: 'environment',
      known: environments,
    });
    expectKnown({ report, path: at('channels'), names: step.channels, kind: 'channel', known: channels });
    if (step.runIf !== undefined && step.condition !== undefined) {
      report(at('condition'), {
        code: 'condition-twice',
        message: '`runIf` says already when the step runs',
        hint: 'remove one of the two; `runIf` may test Octopus.Deployment.Error',
      });
    }
    if (step.kind === 'manual') {
      const known = teamsOf(file, space);
      expectKnown({ report, path: at('responsibleTeams'), names: step.responsibleTeams, kind: 'team', known, where });
      return;
    }
    if (tags)
      expectKnown({ report, path: at('targetTag'), names: step.targetTag, kind: 'target tag', known: tags, where });
    for (const [name, { feed }] of Object.entries(step.packages ?? {})) {
      const known = libraryNames('feeds', file, space);
      expectKnown({ report, path: [...at('packages'), name, 'feed'], names: feed, kind: 'feed', known, where });
    }
    if (step.kind !== 'script') checkGit({ report, path: at('git'), git: step.git, file, space });
  });
}

function checkGit(options: {
  report: Report;
  path: Path;
  git: Extract<StepEntry, { kind: 'helm' }>['git'];
  file: LabFile;
  space: string;
}): void {
  const { report, path, git, file, space } = options;
  if (typeof git === 'string') {
    const known = libraryNames('repositories', file, space);
    expectKnown({ report, path, names: git, kind: 'repository', known });
    return;
  }
  const known = libraryNames('gitCredentials', file, space);
  expectKnown({ report, path: [...path, 'credential'], names: git.credential, kind: 'git credential', known });
}
