import type { ProjectEntry } from '../file/spaces.ts';
import { checkApproval } from './approval.ts';
import { checkChannels } from './channels.ts';
import { environmentsOf, libraryNames, lifecyclesOf } from './known.ts';
import { expectDistinct, expectKnown, expectKnownKeys, namedIn, type Path, type Report } from './names.ts';
import { checkProcess } from './process.ts';
import type { ProjectCheck } from './project-check.ts';
import { checkTargets } from './targets.ts';
import { checkVariables } from './variables.ts';

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
  checkChannels({ report, path: [...path, 'channels'], project, file, space });

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
  const tenants = Object.keys(file.spaces[space]?.tenants ?? {});
  const { templates } = project;
  checkTemplateTables({ report, path: [...path, 'templates'], templates, tenants, environments });

  checkProcess({ report, path: [...path, 'process'], steps: project.process, file, space, channels });
  checkTargets({ report, path: [...path, 'process'], project, file, space });
  checkApproval({ report, path, project, file, space });
  expectDistinct({ report, kind: 'runbook', entries: namedIn([...path, 'runbooks'], project.runbooks) });
  for (const [name, runbook] of Object.entries(project.runbooks ?? {})) {
    const at = [...path, 'runbooks', name];
    if (Array.isArray(runbook.environments)) {
      const names = runbook.environments;
      expectKnown({ report, path: [...at, 'environments'], names, kind: 'environment', known: environments });
    }
    checkProcess({ report, path: [...at, 'process'], steps: runbook.process, file, space, channels: [] });
  }
}

/** Checks templates and their tables of tenants. */
export function checkTemplateTables(options: {
  report: Report;
  path: Path;
  templates: ProjectEntry['templates'];
  tenants: readonly string[];
  environments: readonly string[];
}): void {
  const { report, path, templates, tenants, environments } = options;
  expectDistinct({ report, kind: 'template', entries: namedIn(path, templates) });
  for (const [name, template] of Object.entries(templates ?? {})) {
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
