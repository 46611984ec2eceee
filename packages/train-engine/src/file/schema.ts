import { z } from 'zod';
import { durationMs } from './duration.ts';

/** Fields that the format knows and this version does not carry out yet: they are refused by name, never ignored. */
export const notBuilt = {
  train: ['startAt', 'notAfter', 'onCancel', 'inputs', 'extends', 'concurrency', 'retry'],
  car: [
    'runbook',
    'variables',
    'snapshot',
    'channel',
    'environments',
    'timeout',
    'priority',
    'skipSteps',
    'guidedFailure',
    'gates',
    'rollbackable',
    'once',
  ],
  release: ['match', 'inEnvironment', 'gitResources', 'packages'],
  tenants: ['tags', 'exclude', 'ifNone', 'maxParallel', 'waves'],
  gate: ['soak', 'window', 'freeze', 'http', 'command'],
  approval: ['min', 'timeout'],
  smoke: ['runbook', 'command', 'successes'],
  onFailure: ['continue', 'hold', 'rollback'],
} as const;

function later<const K extends readonly string[]>(keys: K): { [P in K[number]]: z.ZodOptional<z.ZodUnknown> } {
  // Object.fromEntries loses the key names that the mapped type states.
  return Object.fromEntries(
    keys.map((key) => [key, z.unknown().optional().describe('Part of the format, not built yet: refused')]),
  ) as {
    [P in K[number]]: z.ZodOptional<z.ZodUnknown>;
  };
}

const name = z.string().trim().min(1);
const duration = z
  .union([z.string(), z.number()])
  .refine((value) => durationMs(value) !== undefined, 'is not a duration; write 90s, 5m or 2h')
  .describe('A duration: 90s, 5m, 2h');

const releaseObject = z
  .strictObject({
    version: z.string().min(1).optional().describe('An exact version'),
    create: z.literal('ifMissing').optional().describe('Create the release when it does not exist yet'),
    notes: z.string().optional().describe('Release notes, when the release is created'),
    ...later(notBuilt.release),
  })
  .refine((value) => value.version !== undefined || value.match !== undefined || value.inEnvironment !== undefined, {
    message: '`version` is missing',
    params: { code: 'missing-key', hint: 'add it: version: 1.1.0' },
  });

const release = z.union([z.string().min(1).describe('An exact version, which must exist'), releaseObject]);

const http = z.strictObject({
  service: name.describe('The Kubernetes Service to ask, through the API server'),
  port: z.union([z.int().positive(), name]).optional().describe("The Service's port, by number or name"),
  path: z.string().startsWith('/').default('/'),
  status: z.int().min(100).max(599).default(200).describe('The status that passes'),
  attempts: z.int().min(1).max(20).default(3).describe('How often to ask before it counts as failed'),
  every: duration.default('2s').describe('How long between two attempts'),
  timeout: duration.default('10s').describe('How long one attempt may take'),
});

const rollout = z.strictObject({
  deployment: name.describe('The Kubernetes Deployment whose rollout must be complete'),
  timeout: duration.default('120s'),
});

const smoke = z
  .strictObject({
    step: name.optional().describe('A step of the deployment process that must have run and succeeded'),
    rollout: z.union([name, rollout]).optional(),
    http: http.optional(),
    ...later(notBuilt.smoke),
  })
  .describe('One smoke test: step, rollout or http');

const car = z
  .strictObject({
    id: name.optional().describe("Default: the project's name as a slug"),
    project: z
      .string()
      .regex(/^[^/]+\/[^/]+$/, 'is not Space/project')
      .describe('Space/project, by name'),
    release: release.optional(),
    after: z
      .union([name, z.array(name)])
      .optional()
      .describe('Car ids that must be done first. Default: the car before; []: none'),
    tenants: z
      .strictObject({
        include: z.array(name).default([]).describe('Tenants by name'),
        untenanted: z.boolean().default(false).describe('Also deploy without a tenant'),
        ...later(notBuilt.tenants),
      })
      .optional(),
    when: z
      .enum(['always', 'notCurrent', 'higher'])
      .default('notCurrent')
      .describe(
        'Deploy always, only when the version is not current there, or only when it is higher than the current one',
      ),
    smoke: z.array(smoke).default([]),
    ...later(notBuilt.car),
  })
  // Open in the shape, so that a form which is not built yet is refused as that and not as a missing release.
  .refine((value) => value.release !== undefined || value.runbook !== undefined, {
    message: '`release` is missing',
    params: { code: 'missing-key', hint: 'add it: release: { version: 1.1.0, create: ifMissing }' },
  });

const gate = z.strictObject({
  approval: z
    .strictObject({
      teams: z.array(name).min(1).describe('Teams by name; each must approve'),
      notRequester: z.boolean().default(true).describe('Whoever asked for the train may not approve it'),
      through: z
        .enum(['either', 'runbook'])
        .default('either')
        .describe("either: the project's own manual intervention where it fits, else the approval runbook"),
      ...later(notBuilt.approval),
    })
    .optional(),
  ...later(notBuilt.gate),
});

/** The shape of a train file, version 1. Cross references are checked by `loadTrain`. */
export const trainFileSchema = z
  .strictObject({
    version: z.literal(1).describe("The version of this file's format"),
    train: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by dashes')
      .max(40)
      .describe("The train's name, and the key that allows one open run at a time"),
    description: z.string().optional(),
    environments: z.array(name).min(1).describe('The path, in order'),
    by: z
      .enum(['car', 'environment'])
      .default('car')
      .describe(
        'car: a car starts when those before it are done everywhere; environment: all cars reach one environment before any goes on',
      ),
    clusters: z.record(name, name).default({}).describe('Environment → kubeconfig context, for smoke tests'),
    cars: z.array(car).min(1),
    gates: z.record(name, z.array(gate)).default({}).describe('Environment → gates before every deployment there'),
    maxParallel: z.int().min(1).max(20).default(4).describe('How many cars may move at once'),
    onFailure: z.enum(['stop', ...notBuilt.onFailure]).default('stop'),
    ...later(notBuilt.train),
  })
  .meta({ title: 'Release train', description: 'A release train for Octopus Deploy' });

/** A train file as written, after defaults. */
export type TrainFile = z.output<typeof trainFileSchema>;
export type TrainFileCar = TrainFile['cars'][number];

/** JSON Schema (draft 2020-12) of a train file, for editors. */
export function trainJsonSchema(): object {
  return z.toJSONSchema(trainFileSchema, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      // Forms without these are not built yet: an editor should ask for them.
      if (zodSchema === car) jsonSchema.required = ['project', 'release'];
      if (zodSchema === releaseObject) jsonSchema.required = ['version'];
    },
  });
}
