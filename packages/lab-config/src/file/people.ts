import { z } from 'zod';
import { description, environmentList, name } from './values.ts';

const user = z.strictObject({
  displayName: name,
  email: z
    .string()
    .regex(/^\S+@\S+$/, 'expected an e-mail address')
    .optional(),
});

const serviceAccount = z.strictObject({ displayName: name });

/** Who works here. */
export const people = z
  .strictObject({
    users: z.record(name, user).describe('Users by username.').optional(),
    serviceAccounts: z.record(name, serviceAccount).describe('Service accounts by username.').optional(),
  })
  .describe('Users and service accounts.');

const assignment = z
  .strictObject({
    role: name.describe('Name of a role of this file, or of a built-in one.'),
    in: z
      .union([z.enum(['all', 'system']), z.array(name).min(1)], { error: 'expected all, system, or a list of spaces' })
      .describe('Where it is held: in all spaces, on the whole server, or in a list of spaces.'),
    environments: environmentList.describe('Only in these environments.').optional(),
    projects: z.array(name).describe('Only for these projects.').optional(),
    projectGroups: z.array(name).describe('Only for these project groups.').optional(),
    tenants: z.array(name).describe('Only for these tenants.').optional(),
  })
  .describe('A role that the team holds.');

/** Teams by name. */
export const teams = z
  .record(
    name,
    z.strictObject({
      description,
      space: name.describe('The space of a space team; without one, a team of the whole server.').optional(),
      members: z.array(name).describe('Usernames or display names.').optional(),
      roles: z.array(assignment).describe('Roles that the team holds.').optional(),
    }),
  )
  .describe('Teams by name.');

const permissions = z.union([z.array(name), z.string().min(1)], {
  error: 'expected a list of permissions, or a text with their names',
});

/** Custom user roles by name. */
export const roles = z
  .record(
    name,
    z.strictObject({
      description,
      extends: z.array(name).describe('Roles of this file whose permissions it has too.').optional(),
      spacePermissions: permissions.describe('Permissions inside a space: a list, or a text of names.').optional(),
      systemPermissions: permissions
        .describe('Permissions on the whole server: a list, or a text of names.')
        .optional(),
    }),
  )
  .describe('Custom user roles by name.');

export type AssignmentEntry = z.infer<typeof assignment>;

type WrittenRole = z.infer<typeof roles>[string];

/** A role with its permissions as lists. */
export type RoleEntry = Omit<WrittenRole, 'spacePermissions' | 'systemPermissions'> & {
  spacePermissions?: string[] | undefined;
  systemPermissions?: string[] | undefined;
};
