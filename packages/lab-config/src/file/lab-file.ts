import { z } from 'zod';
import { people, type RoleEntry, roles, teams } from './people.ts';
import { shared } from './shared.ts';
import { projectDefaults, type SpaceEntry, space } from './spaces.ts';
import { stepPatterns } from './steps.ts';
import { description, environmentList, name, secretReference } from './values.ts';

const cluster = z.strictObject({
  description,
  context: name.describe('Context in the kubeconfig.'),
  suffix: name.describe('Last part of the names of its agents (the cluster’s name).').optional(),
  environments: environmentList.describe('Environments that live on it.'),
  provider: z
    .enum(['kind', 'kwok', 'existing'])
    .describe('Who makes it (kind for a context that begins with kind-, otherwise existing: nobody).')
    .optional(),
});

const trains = z
  .strictObject({
    space: name.describe('The space that keeps the record of trains.'),
    project: name.describe('The project that keeps it (Release Trains).').optional(),
    approvers: z.array(name).min(1).describe('Teams that may approve a train, one manual step for each.'),
  })
  .describe('Makes the project that release trains need.');

const fingerprints = z
  .strictObject({
    key: secretReference.describe('The key that fingerprints are made with: at least 16 characters, and kept.'),
  })
  .describe('Keeps a keyed fingerprint of each secret on the server, so that a changed one is seen.');

const policies = z
  .record(
    name,
    z.strictObject({
      description,
      approval: environmentList.describe('Environments that a release reaches only after a person has agreed.'),
    }),
  )
  .describe('What is asked of projects that handle something, by its name: pii.');

/** A lab file as it is written. */
export const labFileSchema = z
  .strictObject({
    version: z.literal(1, { error: 'this version of the lab file is not known; write version: 1' }),
    lab: name.describe('Name of the lab.'),
    description,
    clusters: z.record(name, cluster).describe('Kubernetes clusters by name.').optional(),
    shared,
    spaces: z.record(name, space).describe('Spaces by name: what differs between them.'),
    steps: stepPatterns.optional(),
    projectDefaults: projectDefaults.optional(),
    policies: policies.optional(),
    people: people.optional(),
    teams: teams.optional(),
    roles: roles.optional(),
    trains: trains.optional(),
    fingerprints: fingerprints.optional(),
  })
  .describe('One file that says what an Octopus server should hold.');

/** A lab file as it is written. */
export type WrittenLabFile = z.infer<typeof labFileSchema>;

/** A lab file with patterns, defaults and files of scripts filled in. */
export type LabFile = Omit<WrittenLabFile, 'spaces' | 'roles'> & {
  spaces: Record<string, SpaceEntry>;
  roles?: Record<string, RoleEntry> | undefined;
};
