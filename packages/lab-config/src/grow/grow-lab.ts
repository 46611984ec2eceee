import { checkYaml } from '@octotrain/checked-yaml';
import { stringify } from 'yaml';
import { labFileSchema, type WrittenLabFile } from '../file/lab-file.ts';
import type { AssignmentEntry } from '../file/people.ts';
import type { WrittenSpace } from '../file/spaces.ts';
import type { LabText } from '../load/whole-file.ts';
import { defaultTrainsProject } from '../trains/release-trains-project.ts';
import { copiesOf, growTable } from './copies.ts';

/** How large a lab is to become; what is absent stays as it is. */
export interface LabSize {
  /** Spaces altogether. */
  readonly spaces?: number;
  /** Tenants in each space that has any. */
  readonly tenants?: number;
}

/**
 * The text of a lab like this one, but larger: its spaces, one after the other, are there again as `Payments 2`, `Payments 3` and so on, with all that is
 * in them; so are tenants. Copies have names of their own wherever a server, a cluster or a pattern tells by names, and whoever holds a role
 * in a space holds it in the copies. The same lab and size give the same text, which needs no other file: scripts are in it. Nothing is ever left out, so a size below that of the lab changes nothing.
 *
 * Throws when the lab has problems, or a team of its own in a space that is copied.
 */
export function growLab(lab: LabText, size: LabSize): { text: string; file: string } {
  const { text, file, read } = lab;
  const checked = checkYaml({ text, file, schema: labFileSchema });
  if (!checked.ok) {
    const problems = checked.problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
    throw new Error(problems.join('\n'));
  }
  const grown = withScripts(growFile(checked.value, size), read);
  return { text: stringify(grown, { lineWidth: 0, aliasDuplicateObjects: false }), file };
}

/** The same with the scripts of files written into it; what cannot be read stays. */
function withScripts(value: unknown, read: LabText['read']): unknown {
  if (Array.isArray(value)) return value.map((one) => withScripts(one, read));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inside]): [string, unknown] => {
    const isFile = key === 'script' && typeof inside === 'object' && inside !== null && 'file' in inside;
    const text = isFile ? read?.(String(inside.file)) : undefined;
    return [key, text ?? withScripts(inside, read)];
  });
  return Object.fromEntries(entries);
}

function growFile(file: WrittenLabFile, size: LabSize): WrittenLabFile {
  const names = Object.keys(file.spaces);
  const wanted = size.spaces ?? 0;
  const spaces = mapTable(file.spaces, (space) => growTenants(space, size.tenants ?? 0));
  const teams = mapTable(file.teams ?? {}, (team, name) => {
    if (team.space !== undefined && copiesOf(team.space, names, wanted).length > 1) {
      throw new Error(`${team.space} cannot be copied: the team ${name} belongs to it`);
    }
    const roles = (team.roles ?? []).map((role) =>
      Array.isArray(role.in) && !isOfTrains(role, file)
        ? { ...role, in: role.in.flatMap((space) => copiesOf(space, names, wanted)) }
        : role,
    );
    return team.roles === undefined ? team : { ...team, roles };
  });
  const copies = (space: string) => copiesOf(space, names, wanted);
  return {
    ...file,
    shared: growShared(file.shared, copies),
    spaces: growTable(spaces, wanted, copySpace),
    ...(file.teams === undefined ? {} : { teams }),
  };
}

/** What is in some spaces only is in their copies too. */
function growShared(
  shared: WrittenLabFile['shared'],
  copies: (space: string) => readonly string[],
): WrittenLabFile['shared'] {
  const grow = <Entry extends { spaces?: string[] | undefined }>(entry: Entry): Entry =>
    entry.spaces === undefined ? entry : { ...entry, spaces: entry.spaces.flatMap(copies) };
  const { lifecycles, gitCredentials, feeds, tagSets, variableSets } = shared;
  return {
    ...shared,
    environments: shared.environments.map(grow),
    ...(lifecycles && { lifecycles: mapTable(lifecycles, grow) }),
    ...(gitCredentials && { gitCredentials: mapTable(gitCredentials, grow) }),
    ...(feeds && { feeds: mapTable(feeds, grow) }),
    ...(tagSets && { tagSets: mapTable(tagSets, grow) }),
    ...(variableSets && { variableSets: mapTable(variableSets, grow) }),
  };
}

/** A role for the project that keeps trains: there is one of it, in the space that was there first. */
function isOfTrains({ projects = [] }: AssignmentEntry, { trains }: WrittenLabFile): boolean {
  return trains !== undefined && projects.includes(trains.project ?? defaultTrainsProject);
}

/** Only one space is the server's default one, and agents are named by their space or a prefix. */
function copySpace({ default: _default, ...space }: WrittenSpace, copy: number): WrittenSpace {
  const { agents } = space;
  if (agents?.prefix === undefined) return space;
  return { ...space, agents: { ...agents, prefix: `${agents.prefix}-${copy}` } };
}

function growTenants(space: WrittenSpace, wanted: number): WrittenSpace {
  if (space.tenants === undefined) return space;
  const names = Object.keys(space.tenants);
  const tenants = growTable(space.tenants, wanted, (tenant, copy) =>
    tenant.short === undefined ? tenant : { ...tenant, short: `${tenant.short}-${copy}` },
  );
  const projects = mapTable(space.projects ?? {}, (project) => {
    if (project.templates === undefined) return project;
    const templates = mapTable(project.templates, (template) =>
      template.tenants === undefined ? template : { ...template, tenants: growRows(template.tenants, names, wanted) },
    );
    return { ...project, templates };
  });
  return { ...space, tenants, ...(space.projects === undefined ? {} : { projects }) };
}

/** Rows by tenant: a copy has the row of the one that it copies. */
function growRows<Row>(rows: Readonly<Record<string, Row>>, tenants: readonly string[], wanted: number) {
  const grown = Object.entries(rows).flatMap(([tenant, row]): [string, Row][] =>
    copiesOf(tenant, tenants, wanted).map((copy) => [copy, row]),
  );
  return Object.fromEntries(grown);
}

function mapTable<Entry, Result>(
  table: Readonly<Record<string, Entry>>,
  change: (entry: Entry, name: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, change(entry, name)]));
}
