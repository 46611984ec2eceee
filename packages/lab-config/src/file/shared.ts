import { z } from 'zod';
import { repository } from './steps.ts';
import { description, environmentList, name, secretReference } from './values.ts';
import { templates, variables } from './variables.ts';

const spaces = z.array(name).describe('Only in these spaces (all).').optional();

const environment = z.strictObject({
  name,
  description,
  spaces,
  short: name.describe('What {environment} stands for in patterns (the environment’s slug).').optional(),
});

const phase = z.strictObject({
  name,
  automatic: environmentList.describe('Environments that the server deploys to by itself.').optional(),
  manual: environmentList.describe('Environments that somebody has to deploy to.').optional(),
  minimum: z.int().min(0).describe('Environments that must succeed before the next phase opens (0: all).').optional(),
  optional: z.boolean().describe('The phase may be skipped.').optional(),
});

const lifecycle = z.strictObject({
  description,
  spaces,
  phases: z.array(phase).describe('Phases, in order; none: one per environment.'),
});

const gitCredential = z.strictObject({
  description,
  spaces,
  username: name,
  password: secretReference,
});

const feed = z
  .strictObject({
    spaces,
    type: z.enum(['docker', 'helm', 'oci', 'nuget', 'maven', 'github']).describe('What it serves (docker).').optional(),
    url: name.describe('Address of the feed.'),
    apiVersion: name.describe('Of a docker feed: version of the registry’s API.').optional(),
    registryPath: name.describe('Of a docker feed: what images are called below.').optional(),
    username: name.optional(),
    password: secretReference.optional(),
  })
  .describe('Where packages and images come from.');

const tag = z
  .strictObject({
    description,
    color: z
      .string()
      .regex(/^#[\da-f]{6}$/i, 'expected a colour such as "#3156B3"')
      .describe('#rrggbb (#333333).')
      .optional(),
  })
  .describe('A tag; empty braces will do.');

const tagSet = z.strictObject({
  description,
  spaces,
  tags: z.record(name, tag).describe('Tags by name, in their order.'),
});

const variableSet = z.strictObject({
  description,
  spaces,
  variables: variables.optional(),
  templates: templates.describe('What each tenant says for itself.').optional(),
});

/** What may be written once for all spaces, or in one of them; a space's own thing beats a shared one of its name. */
export const library = {
  lifecycles: z.record(name, lifecycle).describe('Lifecycles by name.').optional(),
  gitCredentials: z.record(name, gitCredential).describe('Git credentials by name.').optional(),
  feeds: z.record(name, feed).describe('Feeds of packages and images by name.').optional(),
  tagSets: z.record(name, tagSet).describe('Tag sets by name.').optional(),
  repositories: z.record(name, repository).describe('Repositories that steps read, by name.').optional(),
  variableSets: z.record(name, variableSet).describe('Library variable sets by name.').optional(),
};

/** What every space gets alike. */
export const shared = z
  .strictObject({
    environments: z.array(environment).min(1).describe('Environments, in their order.'),
    ...library,
  })
  .describe('Written once, made in every space.');

const libraryTables = z.object(library);

/** Tables of what may be shared. */
export type Library = z.infer<typeof libraryTables>;
