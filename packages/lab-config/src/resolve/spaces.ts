import type { LabFile } from '../file/lab-file.ts';
import type { ProjectEntry, SpaceEntry } from '../file/spaces.ts';
import type { Agent, ProjectGroup, Space } from '../model/lab.ts';
import type { Project } from '../model/projects.ts';
import { slugOf } from '../model/slug.ts';
import { builtInNames } from '../server/built-in.ts';
import { releaseTrainsProject } from '../trains/release-trains-project.ts';
import { environmentEntriesOf, libraryOf, resolveLibrary } from './library.ts';
import { type Repositories, resolveRuledPackage, resolveStep } from './steps.ts';
import { resolveTenant } from './tenants.ts';
import { resolveTemplate, resolveVariables } from './variables.ts';

/** One space with everything that is shared, its agents, and the trains' project if it keeps that. */
export function resolveSpace(name: string, space: SpaceEntry, file: LabFile): Space {
  const { trains } = file;
  const repositories = libraryOf('repositories', { name, space, file });
  const projects = Object.entries(space.projects ?? {}).map(([project, entry]) =>
    resolveProject(project, entry, repositories),
  );
  if (trains?.space === name) {
    const named = trains.project === undefined ? {} : { name: trains.project };
    projects.push(releaseTrainsProject({ teams: trains.approvers, ...named }));
  }
  return {
    name,
    description: space.description ?? '',
    isDefault: space.default ?? false,
    environments: environmentEntriesOf(file, name).map(({ name: environment, description = '' }) => ({
      name: environment,
      description,
    })),
    ...resolveLibrary({ name, space, file }),
    projectGroups: groupsOf(space),
    projects,
    tenants: Object.entries(space.tenants ?? {}).map(([tenant, entry]) =>
      resolveTenant({ name: tenant, tenant: entry, file, space: name }),
    ),
    agents: agentsOf(name, space, file),
  };
}

/** The agents of a space, one for each of its clusters. */
export function agentsOf(name: string, space: SpaceEntry, file: LabFile): readonly Agent[] {
  const agents = space.agents;
  if (!agents) return [];
  const { clusters = {} } = file;
  const known = environmentEntriesOf(file, name).map((environment) => environment.name);
  const multiTenancy = agents.multiTenancy ?? 'untenanted';
  return Object.entries(clusters)
    .filter(([cluster]) => agents.clusters?.includes(cluster) ?? true)
    .map(([cluster, entry]) => ({
      name: `${agents.prefix ?? slugOf(name)}-${entry.suffix ?? slugOf(cluster)}`,
      space: name,
      cluster,
      context: entry.context,
      targetTags: agents.targetTags,
      environments: entry.environments.filter((environment) => known.includes(environment)),
      multiTenancy,
      tenants: multiTenancy === 'untenanted' || agents.tenantTags ? [] : Object.keys(space.tenants ?? {}),
      tenantTags: agents.tenantTags ?? [],
      confined: agents.confined ?? false,
    }));
}

function groupsOf(space: SpaceEntry): readonly ProjectGroup[] {
  const declared = space.projectGroups ?? {};
  const used = Object.values(space.projects ?? {}).flatMap((project) => project.group ?? []);
  const names = new Set([...Object.keys(declared), ...used]);
  names.delete(builtInNames.projectGroup);
  return [...names].map((group) => ({ name: group, description: declared[group]?.description ?? '' }));
}

function resolveProject(name: string, entry: ProjectEntry, repositories: Repositories): Project {
  const process = (steps: ProjectEntry['process'] = []) => steps.map((step) => resolveStep(step, repositories));
  return {
    name,
    description: entry.description ?? '',
    group: entry.group ?? builtInNames.projectGroup,
    lifecycle: entry.lifecycle ?? builtInNames.lifecycle,
    multiTenancy: entry.multiTenancy ?? 'untenanted',
    variableSets: entry.variableSets ?? [],
    variables: resolveVariables(entry.variables),
    templates: Object.entries(entry.templates ?? {}).map(([template, one]) => resolveTemplate(template, one)),
    channels: Object.entries(entry.channels ?? {}).map(([channel, one]) => ({
      name: channel,
      description: one.description ?? '',
      isDefault: one.default ?? false,
      rules: (one.rules ?? []).map(({ versions = '', preRelease = '', packages = [] }) => ({
        versionRange: versions,
        preReleaseTag: preRelease,
        packages: packages.map((written) => resolveRuledPackage(written, entry.process)),
      })),
      tenantTags: one.tenantTags ?? [],
      ...(one.lifecycle === undefined ? {} : { lifecycle: one.lifecycle }),
    })),
    process: process(entry.process),
    runbooks: Object.entries(entry.runbooks ?? {}).map(([runbook, one]) => ({
      name: runbook,
      description: one.description ?? '',
      multiTenancy: one.multiTenancy ?? 'untenanted',
      environmentScope: Array.isArray(one.environments) ? 'specified' : (one.environments ?? 'all'),
      environments: Array.isArray(one.environments) ? one.environments : [],
      process: process(one.process),
    })),
  };
}
