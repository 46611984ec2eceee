import { z } from 'zod';
import { repository } from './steps.ts';
import { description, environmentList, name, secretReference } from './values.ts';
import { variables } from './variables.ts';

const environment = z.strictObject({
  name,
  description,
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
  phases: z.array(phase).describe('Phases, in order; none: one per environment.'),
});

const gitCredential = z.strictObject({
  description,
  username: name,
  password: secretReference,
});

const variableSet = z.strictObject({ description, variables });

/** What every space gets alike. */
export const shared = z
  .strictObject({
    environments: z.array(environment).min(1).describe('Environments, in their order.'),
    lifecycles: z.record(name, lifecycle).describe('Lifecycles by name.').optional(),
    gitCredentials: z.record(name, gitCredential).describe('Git credentials by name.').optional(),
    repositories: z.record(name, repository).describe('Repositories that steps read, by name.').optional(),
    variableSets: z.record(name, variableSet).describe('Library variable sets by name.').optional(),
  })
  .describe('Written once, made in every space.');
