import type { LabFile } from '../file/lab-file.ts';
import type { ProjectEntry } from '../file/spaces.ts';
import { environmentsOf, libraryNames, lifecyclesOf } from './known.ts';
import { expectDistinct, expectKnown, expectKnownKeys, namedIn, type Path, type Report } from './names.ts';
import { checkProcess } from './process.ts';
import { checkVariables } from './variables.ts';

interface ProjectCheck {
  report: Report;
  path: Path;
  project: ProjectEntry;
  file: LabFile;
  space: string;
}

/** Checks one project: what it refers to, its variables, templates, channels, process and runbooks. */
export function checkProject({ report, path, project, file, space }: ProjectCheck): void {
  const channels = Object.keys(project.channels ?? {});
  const environments = environmentsOf(file, space);
  const known = lifecyclesOf(file, space);
  expectKnown({ report, path: [...path, 'lifecycle'], names: project.lifecycle, kind: 'lifecycle', known });
  expectKnown({
    report,
    path: [...path, 'variableSets'],
    names: project.variableSets,
    kind: 'variable set',
    known: libraryNames('variableSets', file, space),
  });
  checkChannels({ report, path, project, file, space });

  const targetTags = file.spaces[space]?.agents?.targetTags;
  checkVariables({
    report,
    path: [...path, 'variables'],
    entries: project.variables,
    context: {
      environments,
      channels,
      steps: (project.process ?? []).map((step) => step.name),
      runbooks: Object.keys(project.runbooks ?? {}),
      ...(targetTags ? { targetTags } : {}),
    },
  });
  checkTemplates({ report, path: [...path, 'templates'], project, file, space });

  checkProcess({ report, path: [...path, 'process'], steps: project.process, file, space, channels });
  for (const [name, runbook] of Object.entries(project.runbooks ?? {})) {
    const at = [...path, 'runbooks', name];
    if (Array.isArray(runbook.environments)) {
      const names = runbook.environments;
      expectKnown({ report, path: [...at, 'environments'], names, kind: 'environment', known: environments });
    }
    checkProcess({ report, path: [...at, 'process'], steps: runbook.process, file, space, channels: [] });
  }
}

function checkChannels({ report, path, project, file, space }: ProjectCheck): void {
  const entries = Object.entries(project.channels ?? {});
  expectDistinct({ report, kind: 'channel', entries: namedIn([...path, 'channels'], project.channels) });
  for (const [name, channel] of entries) {
    const at = [...path, 'channels', name, 'lifecycle'];
    expectKnown({ report, path: at, names: channel.lifecycle, kind: 'lifecycle', known: lifecyclesOf(file, space) });
  }
  const defaults = entries.filter(([, channel]) => channel.default);
  for (const [name] of defaults.slice(1)) {
    report([...path, 'channels', name, 'default'], {
      code: 'two-defaults',
      message: `\`${defaults[0]?.[0]}\` is the default channel already`,
      hint: 'a project has one default channel',
    });
  }
}

function checkTemplates({ report, path, project, file, space }: ProjectCheck): void {
  const tenants = Object.keys(file.spaces[space]?.tenants ?? {});
  const environments = environmentsOf(file, space);
  expectDistinct({ report, kind: 'template', entries: namedIn(path, project.templates) });
  for (const [name, template] of Object.entries(project.templates ?? {})) {
    const at = [...path, name, 'tenants'];
    expectKnownKeys({ report, path: at, table: template.tenants, kind: 'tenant', known: tenants });
    for (const [tenant, entry] of Object.entries(template.tenants ?? {})) {
      checkTenantEntry({ report, path: [...at, tenant], entry, environments });
    }
  }
}

/** A tenant's value is either one for all environments, or a table whose keys are environments. */
export function checkTenantEntry(options: {
  report: Report;
  path: Path;
  entry: unknown;
  environments: readonly string[];
}): void {
  const { report, path, entry, environments } = options;
  if (typeof entry !== 'object' || entry === null || 'env' in entry || 'file' in entry) return;
  expectKnownKeys({ report, path, table: { ...entry }, kind: 'environment', known: environments });
}
