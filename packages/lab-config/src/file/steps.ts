import { z } from 'zod';
import { environmentList, name } from './values.ts';

/** A git repository; the step says the files. */
export const repository = z
  .strictObject({
    url: name.describe('Address of the repository.'),
    branch: name.describe('Branch that a release reads unless it pins something else (main).').optional(),
    credential: name.describe('Name of a git credential; without one the repository is public.').optional(),
  })
  .meta({ id: 'Repository', description: 'A git repository that steps read.' });

const git = z
  .union([name, repository], { error: 'expected the name of a shared repository, or { url, branch, credential }' })
  .describe('Name of a shared repository, or one written here.');

const common = {
  name: name.describe('Name of the step, unique in its process.'),
  environments: environmentList.describe('Runs only there.').optional(),
  excludedEnvironments: environmentList.describe('Does not run there.').optional(),
  channels: z.array(name).describe('Runs only for releases of these channels.').optional(),
  condition: z.enum(['success', 'failure', 'always']).describe('After what it runs (success).').optional(),
  runIf: z.string().min(1).describe('A template: the step runs when it evaluates to something true.').optional(),
  disabled: z.boolean().optional(),
  required: z.boolean().describe('May not be skipped.').optional(),
};

const targetTag = name.describe('Runs on every target with this tag.');

const acquired = z.enum(['server', 'target', 'never']);

const packages = z
  .record(
    name,
    z.strictObject({
      feed: name.describe('Name of a feed.'),
      id: name.describe('What the feed calls it (its name here).').optional(),
      acquired: acquired.describe('Who fetches it; an image that the cluster pulls: never (never).').optional(),
    }),
  )
  .describe('Packages and images by the names that the step gives them; a release says their versions.')
  .optional();

const script = z
  .union([z.string().min(1), z.strictObject({ file: name.describe('Path of a file beside this one.') })], {
    error: 'expected the text of a script, or { file: PATH }',
  })
  .describe('The script, a template; or the file beside this one that it is in.');

const helm = z
  .strictObject({
    kind: z.literal('helm'),
    ...common,
    targetTag,
    git,
    packages,
    chart: name.describe('Folder of the chart in the repository.'),
    values: z.array(name).describe('Values files in the repository; a later one beats an earlier one.').optional(),
    inlineValues: z.string().describe('YAML that beats every values file; a template.').optional(),
    release: name.describe('Name of the Helm release; a template.'),
    namespace: name.describe('Namespace; a template.'),
  })
  .meta({ id: 'HelmStep', description: 'Deploy a Helm chart.' });

const kubernetesYaml = z
  .strictObject({
    kind: z.literal('kubernetesYaml'),
    ...common,
    targetTag,
    git,
    packages,
    paths: z.array(name).min(1).describe('Manifests in the repository.'),
    namespace: name.describe('Namespace; a template.').optional(),
  })
  .meta({ id: 'KubernetesYamlStep', description: 'Apply Kubernetes manifests, variables substituted.' });

const scriptStep = z
  .strictObject({
    kind: z.literal('script'),
    ...common,
    targetTag: targetTag.describe('Runs on every target with this tag; without one, on a worker.').optional(),
    syntax: z.enum(['bash', 'powershell', 'python']).describe('Language (bash).').optional(),
    packages,
    script,
  })
  .meta({ id: 'ScriptStep', description: 'Run a script.' });

const manual = z
  .strictObject({
    kind: z.literal('manual'),
    ...common,
    instructions: z.string().min(1).describe('What the person should check; Markdown, a template.'),
    responsibleTeams: z
      .array(name)
      .describe('Names of teams whose members may answer; none: anyone who may deploy the project.')
      .optional(),
    blockConcurrentDeployments: z.boolean().optional(),
  })
  .meta({ id: 'ManualStep', description: 'Wait for a person.' });

/** Every field of every kind: what a step may take from a pattern. */
const anyField = {
  ...helm.omit({ kind: true, name: true }).partial().shape,
  ...kubernetesYaml.omit({ kind: true, name: true }).partial().shape,
  ...scriptStep.omit({ kind: true, name: true }).partial().shape,
  ...manual.omit({ kind: true, name: true }).partial().shape,
  name: common.name.optional(),
};

const used = z
  .strictObject({
    kind: z.literal('pattern').optional(),
    use: name.describe('Name of a pattern; what is written here beats what the pattern says.').optional(),
    ...anyField,
  })
  .meta({ id: 'UsedStep', description: 'A step made by a pattern.' });

/** Steps that several processes have alike. */
export const stepPatterns = z
  .record(name, z.strictObject({ kind: z.enum(['helm', 'kubernetesYaml', 'script', 'manual']), ...anyField }))
  .describe('What steps have in common, by name; {project}, {space} and {runbook} stand for their slugs.');

/** A step with all its fields. */
export const wholeStep = z.discriminatedUnion('kind', [helm, kubernetesYaml, scriptStep, manual]);

const step = z
  .discriminatedUnion('kind', [helm, kubernetesYaml, scriptStep, manual, used])
  .meta({ id: 'Step', description: 'A step of a process.' });

/** The steps of a process, in order. */
export const process = z.array(step).meta({ id: 'Process', description: 'Steps, in order.' });

/** A step as it is written. */
export type WrittenStep = z.infer<typeof step>;
export type WholeStep = z.infer<typeof wholeStep>;
type ScriptEntry = Extract<WholeStep, { kind: 'script' }>;
/** A step with all its fields, its script read. */
export type StepEntry = Exclude<WholeStep, ScriptEntry> | (Omit<ScriptEntry, 'script'> & { script: string });
export type GitEntry = z.infer<typeof git>;
export type RepositoryEntry = z.infer<typeof repository>;
