import { closest } from '@octotrain/checked-yaml';
import { environmentsOf } from '../check/known.ts';
import type { LabFile } from '../file/lab-file.ts';
import type { TenantEntry } from '../file/spaces.ts';
import { type LabText, readWholeFile } from '../load/whole-file.ts';
import { resolveTenant } from '../resolve/tenants.ts';
import { draftProjects, draftTags, tenantedProjects } from './draft-connections.ts';
import { draftValues } from './draft-values.ts';
import type { EditProblem } from './edited-lab.ts';
import { neededValues } from './tenant-templates.ts';
import type { NeededValue, TenantWish } from './tenant-wish.ts';

/** A tenant as it should be written into the file, or all that keeps it from that. */
export type DraftTenant =
  | {
      readonly ok: true;
      readonly space: string;
      readonly tenant: TenantEntry;
      /** Values that it needs and nobody gave. */
      readonly missing: readonly NeededValue[];
      /** The file has it, and says all that was asked for. */
      readonly isInFile: boolean;
    }
  | { readonly ok: false; readonly problems: readonly EditProblem[] };

/**
 * Makes a tenant of what a person said and of what the other tenants of its space have. Reads the text of a lab; changes
 * nothing. A tenant that the file has already must be as was asked for: it is not changed.
 */
export function draftTenant(options: LabText & { wish: TenantWish }): DraftTenant {
  const { wish } = options;
  const checked = readWholeFile(options);
  if (!checked.ok) return checked;
  const file = checked.value;
  const space = spaceOf(file, wish);
  if (typeof space !== 'string') return { ok: false, problems: [space] };
  const problems = unknownNames(file, space, wish);
  if (problems.length > 0) return { ok: false, problems };

  const existing = file.spaces[space]?.tenants?.[wish.name];
  const base = existing === undefined ? newTenant(file, space, wish) : changed(existing, file, space, wish);
  const place = { name: wish.name, tenant: base, file, space };
  const { values, problems: wrong } = draftValues(place, wish.settings);
  if (wrong.length > 0) return { ok: false, problems: wrong };
  const tenant = { ...base, ...(Object.keys(values).length === 0 ? {} : { values }) };
  const drafted = { ...place, tenant };
  if (existing !== undefined && !isSame(resolveTenant({ ...place, tenant: existing }), resolveTenant(drafted))) {
    const at = checked.at(['spaces', space, 'tenants', wish.name]);
    const message = `the file has a tenant \`${wish.name}\` already, and says something else of it`;
    const hint = `change ${at.file}:${at.line} and apply, or leave those options out`;
    return { ok: false, problems: [{ code: 'duplicate-tenant', message, hint }] };
  }
  return { ok: true, space, tenant, missing: neededValues(drafted), isInFile: existing !== undefined };
}

function newTenant(file: LabFile, space: string, wish: TenantWish): TenantEntry {
  const drafting = { wish, file, space };
  return defined({
    description: wish.description,
    short: wish.short,
    projects: draftProjects(drafting),
    tags: draftTags(drafting),
  });
}

/** A tenant of the file with what was asked for instead. */
function changed(existing: TenantEntry, file: LabFile, space: string, wish: TenantWish): TenantEntry {
  const drafting = { wish, file, space };
  const reconnects = wish.projects ?? wish.environments ?? wish.like;
  return {
    ...existing,
    ...defined({ description: wish.description, short: wish.short }),
    ...(reconnects === undefined ? {} : defined({ projects: draftProjects(drafting) })),
    ...(wish.tags === undefined && wish.like === undefined ? {} : defined({ tags: draftTags(drafting) })),
  };
}

function defined<T extends object>(entry: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  // Only what is undefined is left out.
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}

function spaceOf(file: LabFile, { space, name }: TenantWish): string | EditProblem {
  const spaces = Object.entries(file.spaces);
  const names = spaces.map(([one]) => one);
  if (space !== undefined) {
    const known = names.find((one) => one.toLowerCase() === space.toLowerCase());
    return known ?? unknown('space', space, names);
  }
  const has = spaces.filter(([, entry]) => entry.tenants?.[name] !== undefined);
  const serves = spaces.filter(([, entry]) => entry.tenants !== undefined || tenantedProjects(entry).length > 0);
  const [only, ...others] = has.length > 0 ? has : serves;
  if (only !== undefined && others.length === 0) return only[0];
  const candidates = (only === undefined ? spaces : [only, ...others]).map(([one]) => one).join(', ');
  const message = only === undefined ? 'no project of the file deploys for tenants' : 'several spaces have tenants';
  return { code: 'no-space', message, hint: `say --space with one of: ${candidates}` };
}

function unknownNames(file: LabFile, space: string, wish: TenantWish): readonly EditProblem[] {
  const entry = file.spaces[space];
  const check = (kind: string, names: readonly string[], known: readonly string[]) =>
    names.filter((name) => !known.includes(name)).map((name) => unknown(kind, name, known));
  return [
    ...check('project', wish.projects ?? [], Object.keys(entry?.projects ?? {})),
    ...check('environment', wish.environments ?? [], environmentsOf(file, space)),
    ...check('tenant', wish.like === undefined ? [] : [wish.like], Object.keys(entry?.tenants ?? {})),
  ];
}

function unknown(kind: string, name: string, known: readonly string[]): EditProblem {
  const near = closest(name, known);
  const hint = near === undefined ? `there are: ${known.join(', ') || 'none'}` : `did you mean \`${near}\`?`;
  return { code: `unknown-${kind}`, message: `no ${kind} \`${name}\` in the file`, hint };
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
