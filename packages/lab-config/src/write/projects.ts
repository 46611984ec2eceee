import type { ProjectEntry } from '../file/spaces.ts';
import type { Channel, Project, Runbook } from '../model/projects.ts';
import { builtInNames } from '../server/built-in.ts';
import type { Repositories } from './repositories.ts';
import { stepEntry } from './steps.ts';
import { type Explained, templateEntries } from './templates.ts';
import { byName, said } from './values.ts';
import { variableEntries } from './variables.ts';

type ChannelEntry = NonNullable<ProjectEntry['channels']>[string];
type RunbookEntry = NonNullable<ProjectEntry['runbooks']>[string];

/** A project with no more fields than it needs, in the order in which people write them. */
export function projectEntry(
  project: Project,
  context: { repositories: Repositories; explained: Explained },
): ProjectEntry {
  const { repositories, explained } = context;
  return said({
    description: project.description,
    ...(project.group === builtInNames.projectGroup ? {} : { group: project.group }),
    ...(project.lifecycle === builtInNames.lifecycle ? {} : { lifecycle: project.lifecycle }),
    ...(project.multiTenancy === 'untenanted' ? {} : { multiTenancy: project.multiTenancy }),
    variableSets: [...project.variableSets],
    variables: variableEntries(project.variables),
    templates: templateEntries(project, explained),
    channels: byName(project.channels, (channel) => channelEntry(channel, project)),
    process: project.process.map((step) => stepEntry(step, repositories)),
    runbooks: byName(project.runbooks, (runbook) => runbookEntry(runbook, repositories)),
  });
}

function channelEntry(channel: Channel, project: Project): ChannelEntry {
  const { description, lifecycle, isDefault, rules, tenantTags } = channel;
  return said({
    description,
    ...(lifecycle === undefined ? {} : { lifecycle }),
    default: isDefault,
    rules: rules.map((rule) => ({
      ...said({ versions: rule.versionRange, preRelease: rule.preReleaseTag }),
      ...(rule.packages.length === 0 ? {} : { packages: rule.packages.map((one) => ruledPackage(one, project)) }),
    })),
    tenantTags: [...tenantTags],
  });
}

/** A step's first package is meant by its name alone. */
function ruledPackage(ruled: { step: string; package: string }, { process }: Project): string {
  const step = process.find(({ name }) => name === ruled.step);
  const first = step !== undefined && 'packages' in step ? step.packages[0]?.name : undefined;
  return step !== undefined && (first ?? '') === ruled.package ? ruled.step : `${ruled.step}/${ruled.package}`;
}

function runbookEntry(runbook: Runbook, repositories: Repositories): RunbookEntry {
  const { description, multiTenancy, environmentScope, environments, process } = runbook;
  return {
    ...said({ description }),
    ...(environmentScope === 'specified' ? { environments: [...environments] } : {}),
    ...(environmentScope === 'lifecycle' ? { environments: environmentScope } : {}),
    ...(multiTenancy === 'untenanted' ? {} : { multiTenancy }),
    process: process.map((step) => stepEntry(step, repositories)),
  };
}
