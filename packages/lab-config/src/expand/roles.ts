import { expectKnown } from '../check/names.ts';
import type { WrittenLabFile } from '../file/lab-file.ts';
import type { RoleEntry } from '../file/people.ts';
import type { Expansion } from './expansion.ts';

type Roles = NonNullable<WrittenLabFile['roles']>;

const lists = ['spacePermissions', 'systemPermissions'] as const;

/** Roles with their permissions as lists, those of the roles that they extend included. */
export function expandRoles(written: Roles, { report, origins }: Expansion): Record<string, RoleEntry> {
  const known = Object.keys(written);
  const roles: Record<string, RoleEntry> = Object.fromEntries(
    Object.entries(written).map(([name, role]) => [
      name,
      { ...role, spacePermissions: listOf(role.spacePermissions), systemPermissions: listOf(role.systemPermissions) },
    ]),
  );
  const all = (name: string, key: (typeof lists)[number], above: readonly string[]): string[] => {
    const role = roles[name];
    const bases = (role?.extends ?? []).filter((base) => base !== name && !above.includes(base));
    return [...new Set([...(role?.[key] ?? []), ...bases.flatMap((base) => all(base, key, [...above, name]))])];
  };
  const entries = Object.entries(roles).map(([name, { extends: bases = [], ...role }]): [string, RoleEntry] => {
    const path = ['roles', name, 'extends'];
    expectKnown({ report, path, names: bases, kind: 'role of this file', known });
    if (leadsTo(roles, name, name)) {
      const message = `\`${name}\` extends itself`;
      report(path, { code: 'circular-role', message, hint: 'remove one of the roles of the circle' });
    }
    for (const key of lists) {
      // A text has one place, whichever of its names is meant.
      if (typeof written[name]?.[key] !== 'string') continue;
      role[key]?.forEach((_, index) => {
        origins.add(['roles', name, key, index], ['roles', name, key]);
      });
    }
    if (bases.length === 0) return [name, role];
    return [name, { ...role, spacePermissions: all(name, lists[0], []), systemPermissions: all(name, lists[1], []) }];
  });
  return Object.fromEntries(entries);
}

function listOf(permissions: string | string[] | undefined): string[] | undefined {
  return typeof permissions === 'string' ? permissions.split(/[\s,]+/).filter((one) => one !== '') : permissions;
}

function leadsTo(
  roles: Record<string, RoleEntry>,
  from: string,
  to: string,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  return (roles[from]?.extends ?? []).some(
    (base) => base === to || (!seen.has(base) && leadsTo(roles, base, to, new Set([...seen, base]))),
  );
}
