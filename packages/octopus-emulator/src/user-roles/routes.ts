import { z } from 'zod';
import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { listOf, nameField, text } from '../http/fields.ts';
import { byName, filtered, pageReply } from '../http/listing.ts';
import { sameName } from '../http/names.ts';
import { notFound, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { factsOf, isPermission, permissionNames } from '../permissions/names.ts';
import type { UserRoleDocument } from './state.ts';

const permissionSchema = z.string().transform((name, context) => {
  if (isPermission(name)) return name;
  context.addIssue({ code: 'custom', message: `there is no permission '${name}'` });
  return z.NEVER;
});

const roleSchema = z.object({
  Name: nameField(),
  Description: text(),
  GrantedSpacePermissions: listOf(permissionSchema),
  GrantedSystemPermissions: listOf(permissionSchema),
});

type System = RouteContext<undefined>;
type Written = z.output<typeof roleSchema>;

export function registerUserRoleRoutes(api: Api): void {
  api.system('GET', '/userroles', (context) =>
    pageReply(context, { itemType: 'UserRole', found: list(context), show: shownRole }),
  );
  api.system('GET', '/userroles/all', (context) => ok(list(context).map(shownRole)));
  api.system('GET', '/userroles/:id', (context) => ok(shownRole(found(context))));
  api.system('POST', '/userroles', create);
  api.system('PUT', '/userroles/:id', update);
  api.system('DELETE', '/userroles/:id', remove);
  api.system('GET', '/permissions/all', () => ok(descriptions()));
}

function list({ world, caller, query }: System): readonly UserRoleDocument[] {
  caller.requirePermission('UserRoleView', {});
  return [...filtered(world.store.all('UserRoles'), query)].sort(byName);
}

function found(context: System): UserRoleDocument {
  context.caller.requirePermission('UserRoleView', {});
  const id = param(context, 'id');
  const role = context.world.store.get('UserRoles', id);
  if (role === undefined) throw notFound('user role', id);
  return role;
}

function problems({ world }: System, written: Written, stored: UserRoleDocument | undefined): readonly string[] {
  const clash = world.store
    .all('UserRoles')
    .some((other) => other.Id !== stored?.Id && sameName(other.Name, written.Name));
  return [
    ...(clash ? [`A user role named '${written.Name}' already exists.`] : []),
    ...(stored?.CanBeDeleted === false ? [`The user role '${stored.Name}' is built in and cannot be changed.`] : []),
    ...written.GrantedSpacePermissions.filter((name) => factsOf(name).level === 'system').map(
      (name) => `${name} can only be granted at system level.`,
    ),
    ...written.GrantedSystemPermissions.filter((name) => factsOf(name).level === 'space').map(
      (name) => `${name} can only be granted in a space.`,
    ),
  ];
}

function create(context: System): Reply {
  const { world, caller } = context;
  caller.requirePermission('UserRoleEdit', {});
  const written = validated(roleSchema, context.body);
  refuseIfAny(problems(context, written, undefined));
  const role: UserRoleDocument = { ...written, Id: world.store.nextId('UserRoles'), CanBeDeleted: true };
  world.store.put('UserRoles', role);
  record(context, role, { category: 'Created', verb: 'created' });
  return created(shownRole(role));
}

function update(context: System): Reply {
  const { world, caller } = context;
  const stored = found(context);
  caller.requirePermission('UserRoleEdit', {});
  const written = validated(roleSchema, context.body);
  refuseIfAny(problems(context, written, stored));
  const role: UserRoleDocument = { ...stored, ...written };
  world.store.put('UserRoles', role);
  record(context, role, { category: 'Modified', verb: 'changed', before: stored });
  return ok(shownRole(role));
}

function remove(context: System): Reply {
  const { world, caller } = context;
  const role = found(context);
  caller.requirePermission('UserRoleEdit', {});
  const used = world.store.all('ScopedUserRoles').some((scoped) => scoped.UserRoleId === role.Id);
  refuseIfAny([
    ...(role.CanBeDeleted ? [] : [`The user role '${role.Name}' is built in and cannot be deleted.`]),
    ...(used ? [`The user role '${role.Name}' cannot be deleted: a team has it.`] : []),
  ]);
  world.store.remove('UserRoles', role.Id);
  record(context, role, { category: 'Deleted', verb: 'deleted' });
  return ok(undefined);
}

function record(
  { world, caller, userAgent }: System,
  role: UserRoleDocument,
  change: { category: string; verb: string; before?: UserRoleDocument },
): void {
  world.record({
    category: change.category,
    message: `User role ${role.Name} was ${change.verb}`,
    related: [role.Id],
    user: caller.user,
    userAgent,
    ...(change.before === undefined ? {} : { before: change.before, after: role }),
  });
}

function shownRole(role: UserRoleDocument): object {
  const granted = [...role.GrantedSpacePermissions, ...role.GrantedSystemPermissions];
  return {
    ...role,
    SupportedRestrictions: [...new Set(granted.flatMap((name) => factsOf(name).restrictedBy))],
    SpacePermissionDescriptions: role.GrantedSpacePermissions.map(described),
    SystemPermissionDescriptions: role.GrantedSystemPermissions.map(described),
    Links: { Self: `/api/userroles/${role.Id}` },
  };
}

/** `ProjectView` becomes `Project view`. */
function described(name: string): string {
  return name.replaceAll(/(?<=[a-z])([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

function descriptions(): object {
  return Object.fromEntries(
    permissionNames.map((name) => {
      const { level, restrictedBy } = factsOf(name);
      return [
        name,
        {
          Description: described(name),
          SupportedRestrictions: restrictedBy,
          CanApplyAtSpaceLevel: level !== 'system',
          CanApplyAtSystemLevel: level !== 'space',
        },
      ];
    }),
  );
}
