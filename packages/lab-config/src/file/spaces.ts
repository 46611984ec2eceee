import { z } from 'zod';
import { library } from './shared.ts';
import { process, type StepEntry } from './steps.ts';
import { description, environmentList, multiTenancy, name } from './values.ts';
import { templates, tenantValue, variables } from './variables.ts';

const tenantTags = z.array(name).describe('Tags of tenants: Set/Tag.');

const channelRule = z
  .strictObject({
    versions: z.string().describe('A version range: [1.0,2.0)').optional(),
    preRelease: z
      .string()
      .describe('A regular expression for the pre-release part of the version; ^$ refuses every pre-release.')
      .optional(),
    packages: z
      .array(name)
      .min(1)
      .describe('What it looks at (the release itself): names of steps (a step’s only package), or step/package.')
      .optional(),
  })
  .describe('Which versions the channel takes.');

const channel = z.strictObject({
  description,
  lifecycle: name.describe('Name of a lifecycle; without one, the project’s.').optional(),
  default: z.boolean().describe('The project’s default channel.').optional(),
  rules: z.array(channelRule).describe('Which versions of packages its releases may have.').optional(),
  tenantTags: tenantTags.describe('Its releases go only to tenants with these tags: Set/Tag.').optional(),
});

const runbook = z
  .strictObject({
    description,
    environments: z
      .union([z.enum(['all', 'lifecycle']), environmentList], { error: 'expected all, lifecycle, or a list of names' })
      .describe('Where it may run (all): everywhere, where the project’s lifecycles go, or a list.')
      .optional(),
    multiTenancy: multiTenancy.optional(),
    process,
  })
  .describe('An operation that people run by itself.');

const project = z.strictObject({
  description,
  group: name.describe('Name of a project group (Default Project Group); made when it is missing.').optional(),
  lifecycle: name.describe('Name of a lifecycle (Default Lifecycle).').optional(),
  multiTenancy: multiTenancy.optional(),
  variableSets: z.array(name).describe('Names of included variable sets.').optional(),
  variables: variables.optional(),
  templates: templates.optional(),
  handles: z.array(name).describe('What it works with, by names of `policies`: pii.').optional(),
  channels: z.record(name, channel).describe('Channels by name.').optional(),
  process: process.optional(),
  runbooks: z.record(name, runbook).describe('Runbooks by name.').optional(),
});

const tenantProjects = z
  .union([z.array(name), z.record(name, environmentList)], {
    error: 'expected a list of projects, or a table of project: [environments]',
  })
  .describe('Connected projects: a list (in every environment), or a table of project: [environments].')
  .optional();

const tenantTagList = z.array(name).describe('Tags of the tenant: Set/Tag.').optional();

const tenantDefaults = z
  .strictObject({ projects: tenantProjects, tags: tenantTagList })
  .describe('What every tenant has that does not say otherwise.');

const tenant = z.strictObject({
  description,
  short: name.describe('What {tenant} stands for in patterns (the tenant’s slug).').optional(),
  projects: tenantProjects,
  tags: tenantTagList,
  values: z
    .record(
      name,
      z.union([tenantValue, z.record(name, tenantValue)], { error: 'expected a value, or a table of them' }),
    )
    .describe(
      'Values by template; or by project or variable set, then template. Beat the template’s table and pattern.',
    )
    .optional(),
});

const agents = z
  .strictObject({
    targetTags: z.array(name).min(1).describe('Target tags of this space’s agents.'),
    prefix: name.describe('First part of an agent’s name (the space’s slug).').optional(),
    clusters: z.array(name).describe('Only on these clusters (all).').optional(),
    multiTenancy: multiTenancy.optional(),
    confined: z
      .boolean()
      .describe('Their scripts may work only in the namespaces of this space’s projects (anywhere in the cluster).')
      .optional(),
    tenantTags: tenantTags.describe('They serve tenants with these tags rather than all: Set/Tag.').optional(),
  })
  .describe('One agent per cluster, named prefix-suffix.');

/** What projects have that do not say otherwise. */
export const projectDefaults = project
  .pick({ group: true, lifecycle: true, multiTenancy: true, variableSets: true })
  .describe('What projects have that do not say otherwise.');

/** One space: only what differs from the others. */
export const space = z.strictObject({
  description,
  default: z.boolean().describe('This is the server’s default space, renamed.').optional(),
  agents: agents.optional(),
  ...library,
  projectGroups: z.record(name, z.strictObject({ description })).describe('Project groups by name.').optional(),
  projects: z.record(name, project).describe('Projects by name.').optional(),
  tenantDefaults: tenantDefaults.optional(),
  tenants: z.record(name, tenant).describe('Tenants by name.').optional(),
});

export type WrittenProject = z.infer<typeof project>;
export type WrittenSpace = z.infer<typeof space>;
type WrittenRunbook = z.infer<typeof runbook>;

/** A project whose steps are whole. */
export type ProjectEntry = Omit<WrittenProject, 'process' | 'runbooks'> & {
  process?: StepEntry[] | undefined;
  runbooks?: Record<string, Omit<WrittenRunbook, 'process'> & { process: StepEntry[] }> | undefined;
};
export type TenantEntry = z.infer<typeof tenant>;
export type SpaceEntry = Omit<WrittenSpace, 'projects'> & { projects?: Record<string, ProjectEntry> | undefined };
