import type { Report } from '../check/names.ts';
import type { LabFile, WrittenLabFile } from '../file/lab-file.ts';
import type { Expansion, ReadBeside } from './expansion.ts';
import { createOrigins } from './origins.ts';
import { expandProject } from './project.ts';
import { expandRoles } from './roles.ts';
import { expandVariables } from './variables.ts';

/**
 * Fills in what the file says once for many: patterns of steps and values, defaults of projects, roles that extend
 * others, files of scripts. The report that comes with it leads back to where things were written.
 */
export function expandLab(options: { file: WrittenLabFile; report: Report; read: ReadBeside | undefined }): {
  file: LabFile;
  report: Report;
} {
  const origins = createOrigins();
  const { file } = options;
  const expansion: Expansion = { ...options, origins, report: origins.through(options.report) };
  const spaces = Object.entries(file.spaces).map(([space, entry]) => {
    const projects = Object.entries(entry.projects ?? {}).map(([name, project]) => {
      const path = ['spaces', space, 'projects', name];
      return [name, expandProject({ expansion, path, name, project, space })] as const;
    });
    const variableSets = expandSets(expansion, ['spaces', space, 'variableSets'], entry.variableSets);
    return [
      space,
      { ...entry, ...variableSets, ...(entry.projects ? { projects: Object.fromEntries(projects) } : {}) },
    ];
  });
  const variableSets = expandSets(expansion, ['shared', 'variableSets'], file.shared.variableSets);
  const { roles, ...rest } = file;
  const expanded: LabFile = {
    ...rest,
    shared: { ...file.shared, ...variableSets },
    spaces: Object.fromEntries(spaces),
    ...(roles ? { roles: expandRoles(roles, expansion) } : {}),
  };
  return { file: expanded, report: expansion.report };
}

function expandSets(
  expansion: Expansion,
  path: readonly string[],
  sets: WrittenLabFile['shared']['variableSets'],
): Pick<WrittenLabFile['shared'], 'variableSets'> {
  if (!sets) return {};
  const entries = Object.entries(sets).map(([set, entry]) => {
    if (!entry.variables) return [set, entry] as const;
    const at = [...path, set, 'variables'];
    const { environments } = expansion.file.shared;
    const variables = expandVariables({ expansion, path: at, entries: entry.variables, environments, words: {} });
    return [set, { ...entry, variables }] as const;
  });
  return { variableSets: Object.fromEntries(entries) };
}
