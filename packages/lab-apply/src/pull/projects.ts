import type { Channel, ChannelRule, Project, Runbook } from '@octotrain/lab-config';
import type { Channel as ChannelDocument, Runbook as RunbookDocument } from '@octotrain/octopus-client';
import { processOf } from './processes.ts';
import type { SecretNames } from './secret-names.ts';
import type { Source } from './source.ts';
import { templatesOf } from './templates.ts';
import { variablesOf } from './variables.ts';
import { multiTenancyOf } from './words.ts';

/** All projects of a space. */
export function projectsOf(source: Source, space: string, secrets: SecretNames): readonly Project[] {
  return source.all('project', space).map(({ name, document }): Project => {
    const process = source.one('deployment process', name, space);
    return {
      name,
      description: document.Description ?? '',
      group: source.nameOf(document.ProjectGroupId),
      lifecycle: source.nameOf(document.LifecycleId),
      multiTenancy: multiTenancyOf(document.TenantedDeploymentMode),
      variableSets: (document.IncludedLibraryVariableSetIds ?? []).map(source.nameOf),
      variables: variablesOf({
        source,
        secrets,
        space,
        variables: source.one('project variables', name, space)?.Variables ?? [],
        owner: { kind: 'project', name },
      }),
      templates: templatesOf(document.Templates),
      channels: channelsOf(source, space, { name, id: document.Id, lifecycleId: document.LifecycleId }),
      process: processOf({ source, space, name, steps: process?.Steps }),
      runbooks: runbooksOf(source, space, { name, id: document.Id }),
    };
  });
}

interface Owner {
  readonly name: string;
  readonly id: string;
}

/** Channels of a project, without the one that it was born with as long as nobody has changed it. */
function channelsOf(source: Source, space: string, project: Owner & { lifecycleId: string }): readonly Channel[] {
  const own = source.all('channel', space).filter(({ document }) => document.ProjectId === project.id);
  const channels = own.map(
    ({ document }): Channel => ({
      name: document.Name,
      description: document.Description ?? '',
      isDefault: document.IsDefault ?? false,
      ...(document.LifecycleId ? { lifecycle: source.nameOf(document.LifecycleId) } : {}),
      rules: (document.Rules ?? []).map((rule) => ruleOf(rule, source)),
      tenantTags: [...(document.TenantTags ?? [])],
    }),
  );
  return channels.filter((channel) => !isAsBorn(channel));
}

function isAsBorn({ name, description, isDefault, lifecycle, rules, tenantTags }: Channel): boolean {
  const says = description !== '' || lifecycle !== undefined || rules.length > 0 || tenantTags.length > 0;
  return name === 'Default' && isDefault && !says;
}

function ruleOf(rule: NonNullable<ChannelDocument['Rules']>[number], source: Source): ChannelRule {
  return {
    versionRange: rule.VersionRange ?? '',
    preReleaseTag: rule.Tag ?? '',
    packages: rule.ActionPackages.map(({ DeploymentAction, PackageReference }) => ({
      step: source.nameOf(DeploymentAction ?? ''),
      package: PackageReference ?? '',
    })),
  };
}

const scopes = { All: 'all', FromProjectLifecycles: 'lifecycle', Specified: 'specified' } as const;

function runbooksOf(source: Source, space: string, project: Owner): readonly Runbook[] {
  const own = source.all('runbook', space).filter(({ document }) => document.ProjectId === project.id);
  return own.map(({ name, document }) => runbookOf(source, space, { name, document }));
}

/** `name` has the project in it. */
function runbookOf(source: Source, space: string, one: { name: string; document: RunbookDocument }): Runbook {
  const { name, document } = one;
  const environmentScope = scopes[document.EnvironmentScope ?? 'All'];
  const process = source.one('runbook process', name, space);
  return {
    name: document.Name,
    description: document.Description ?? '',
    multiTenancy: multiTenancyOf(document.MultiTenancyMode),
    environmentScope,
    environments: environmentScope === 'specified' ? (document.Environments ?? []).map(source.nameOf) : [],
    process: processOf({ source, space, name, steps: process?.Steps }),
  };
}
