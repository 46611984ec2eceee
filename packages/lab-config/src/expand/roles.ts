import { expectKnown } from '../check/names.ts';
import type { WrittenLabFile } from '../file/lab-file.ts';
import type { Expansion } from './expand-lab.ts';

type Roles = NonNullable<WrittenLabFile['roles']>;

/** Roles with the permissions of those that they extend. */
export function expandRoles(roles: Roles, { report }: Expansion): Roles {
  const known = Object.keys(roles);
  const all = (name: string, key: 'spacePermissions' | 'systemPermissions', above: readonly string[]): string[] => {
    const role = roles[name];
    const bases = (role?.extends ?? []).filter((base) => !above.includes(base) && base !== name);
    return [...new Set([...(role?.[key] ?? []), ...bases.flatMap((base) => all(base, key, [...above, name]))])];
  };
  const leadsTo = (from: string, to: string, seen: ReadonlySet<string> = new Set()): boolean =>
    (roles[from]?.extends ?? []).some(
      (base) => base === to || (!seen.has(base) && leadsTo(base, to, new Set([...seen, base]))),
    );
  const entries = Object.entries(roles).map(([name, { extends: bases, ...role }]) => {
    expectKnown({ report, path: ['roles', name, 'extends'], names: bases, kind: 'role of this file', known });
    if (leadsTo(name, name)) {
      const message = `\`${name}\` extends itself`;
      report(['roles', name, 'extends'], {
        code: 'circular-role',
        message,
        hint: 'remove one of the roles in the circle',
      });
    }
    const said = (key: 'spacePermissions' | 'systemPermissions') => {
      const permissions = all(name, key, []);
      return permissions.length > 0 ? { [key]: bases ? permissions : (role[key] ?? permissions) } : {};
    };
    return [name, { ...role, ...said('spacePermissions'), ...said('systemPermissions') }] as const;
  });
  return Object.fromEntries(entries);
}
