import { z } from 'zod';
import { description, environmentList, name, plainValue, value } from './values.ts';

const control = z
  .enum(['singleLine', 'multiLine', 'checkbox', 'select', 'sensitive'])
  .describe('How the value is asked for.')
  .optional();

const options = z
  .record(z.string(), z.string())
  .describe('Choices of a select control: value, then what people see.')
  .optional();

const notATenant = z
  .never({
    error:
      'a project variable cannot be scoped to a tenant: write a template of the project, and the tenant’s value under `tenants`',
  })
  .optional();

const scope = z
  .strictObject({
    environments: environmentList.optional(),
    targetTags: z.array(name).describe('Target tags.').optional(),
    steps: z.array(name).describe('Names of steps of the deployment process.').optional(),
    channels: z.array(name).describe('Names of channels.').optional(),
    runbook: name.describe('Name of the runbook whose process the value belongs to.').optional(),
    runbooks: z.array(name).describe('Names of runbooks whose processes the value belongs to.').optional(),
    deployment: z.boolean().describe('The value belongs to the deployment process only.').optional(),
    tenant: notATenant,
    tenants: notATenant,
  })
  .describe('Where the value applies. Lists are alternatives; all that is named must match.');

const prompt = z
  .strictObject({
    label: z.string().describe('What people see instead of the name.').optional(),
    description,
    required: z.boolean().describe('A blank answer is refused.').optional(),
    control,
    options,
  })
  .meta({ id: 'Prompt', description: 'Ask for the value when somebody deploys or runs.' });

/** Fields of the long form; a table of environments that uses one of these names is a misspelt long form. */
export const longFormFields = ['value', 'values', 'pattern', 'description', 'sensitive', 'scope', 'prompt'] as const;

const byEnvironment = z.record(name, value).meta({
  id: 'ByEnvironment',
  description: 'A value per environment; one key may name several: Development, Staging.',
});

const longForm = z
  .strictObject({
    value: value.optional(),
    values: byEnvironment.optional(),
    pattern: z
      .string()
      .describe('Makes a value per environment: {environment.short}, {environment.name}, {project}, {space}.')
      .optional(),
    description,
    sensitive: z.boolean().describe('Never shown again by the server. The value must be a reference.').optional(),
    scope: scope.optional(),
    prompt: prompt.optional(),
  })
  .meta({ id: 'LongVariable', description: 'A value with description, scope, prompt.' });

const variable = z
  .union([value, longForm, byEnvironment, z.array(longForm).min(1)], {
    error:
      'expected a value, a table of environment: value, or the long form { value, description, sensitive, scope, prompt }',
  })
  .describe('A value, a table of values by environment, or the long form; a list of long forms gives several values.');

/** Variables by name. */
export const variables = z.record(name, variable).meta({ id: 'Variables', description: 'Variables by name.' });

/** A tenant's values for one template: one for all environments, or a table of environments. */
export const tenantValue = z
  .union([value, byEnvironment], { error: 'expected a value or a table of environment: value' })
  .meta({ id: 'TenantValue' });

const template = z
  .strictObject({
    label: z.string().optional(),
    help: z.string().describe('Explains the value to the person who fills it in.').optional(),
    default: plainValue.describe('What applies where a tenant says nothing.').optional(),
    control,
    options,
    pattern: z
      .string()
      .describe(
        'Makes the value of every tenant: {tenant}, {tenant.name}, {tenant.slug}, {environment}, {environment.name} and {environment.slug} are filled in.',
      )
      .optional(),
    tenants: z.record(name, tenantValue).describe('Values by tenant; beat the pattern.').optional(),
  })
  .meta({ id: 'Template', description: 'A variable that every connected tenant has a value of its own for.' });

/** Templates of a project by name. */
export const templates = z.record(name, template).describe('Templates by name.');

export type VariableEntry = z.infer<typeof variable>;
export type LongFormEntry = z.infer<typeof longForm>;
export type PromptEntry = z.infer<typeof prompt>;
export type ScopeEntry = z.infer<typeof scope>;
export type TemplateEntry = z.infer<typeof template>;
export type TenantValueEntry = z.infer<typeof tenantValue>;
