import fc from 'fast-check';

/** How many environments, lifecycles, projects and tenants a walk has. Numbers in plans are places in lists of these. */
export const environmentCount = 4;
const lifecycleCount = 2;
const projectCount = 2;
export const tenantCount = 2;

export interface PhasePlan {
  readonly automatic: readonly number[];
  readonly optional: readonly number[];
  /** Cut to what the phase has. */
  readonly minimum: number;
  readonly mayBeSkipped: boolean;
}

export interface ProjectPlan {
  /** Seconds that its work takes. */
  readonly workSeconds: number;
  /** Environments where its deployments fail, and where they ask somebody. */
  readonly failsIn: readonly number[];
  readonly asksIn: readonly number[];
}

export interface Plan {
  readonly lifecycles: readonly (readonly PhasePlan[])[];
  readonly projects: readonly ProjectPlan[];
  readonly commands: readonly Command[];
}

/** What is done. A `release`, `deployment` or `task` is one of those made until then, or nothing where there is none. */
export type Command =
  | { readonly do: 'release'; readonly project: number; readonly lifecycle: number }
  | { readonly do: 'deploy'; readonly release: number; readonly environment: number; readonly tenant: number }
  | { readonly do: 'pass'; readonly seconds: number }
  | { readonly do: 'defect'; readonly release: number }
  | { readonly do: 'resolve'; readonly release: number }
  | { readonly do: 'cancel'; readonly task: number }
  | { readonly do: 'answer'; readonly result: 'Proceed' | 'Abort' }
  | { readonly do: 'rename'; readonly environment: number; readonly name: string }
  | { readonly do: 'group'; readonly name: string };

const environments = fc.uniqueArray(fc.nat({ max: environmentCount - 1 }), { maxLength: environmentCount });
const fewEnvironments = fc.uniqueArray(fc.nat({ max: environmentCount - 1 }), { maxLength: 1 });

const phase: fc.Arbitrary<PhasePlan> = fc
  .record({
    targets: fc.uniqueArray(fc.nat({ max: environmentCount - 1 }), { maxLength: 3 }),
    automatic: fc.nat({ max: 1 }),
    minimum: fc.nat({ max: 2 }),
    mayBeSkipped: fc.boolean(),
  })
  .map(({ targets, automatic, ...rest }) => ({
    ...rest,
    automatic: targets.slice(0, automatic),
    optional: targets.slice(automatic),
  }));

const any = fc.nat({ max: 1_000 });

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('release' as const),
      project: fc.nat({ max: projectCount - 1 }),
      lifecycle: fc.nat({ max: lifecycleCount - 1 }),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('deploy' as const),
      release: any,
      environment: fc.nat({ max: environmentCount - 1 }),
      tenant: fc.nat({ max: tenantCount }),
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 200 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('defect' as const), release: any }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resolve' as const), release: any }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), task: any }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      result: fc.constantFrom('Proceed' as const, 'Abort' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('rename' as const),
      environment: fc.nat({ max: environmentCount - 1 }),
      name: fc.constantFrom('', 'Test', 'Live', 'test', 'x'.repeat(300)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('group' as const), name: fc.constantFrom('Tools', 'tools', '', 'Web') }),
  },
);

export const plans: fc.Arbitrary<Plan> = fc.record({
  lifecycles: fc.array(fc.array(phase, { maxLength: 4 }), { minLength: lifecycleCount, maxLength: lifecycleCount }),
  projects: fc.array(
    fc.record({
      workSeconds: fc.integer({ min: 0, max: 90 }),
      failsIn: fewEnvironments,
      asksIn: fc.oneof(fc.constant([]), environments),
    }),
    { minLength: projectCount, maxLength: projectCount },
  ),
  commands: fc
    .array(command, { minLength: 12, maxLength: 40 })
    .map((rest): readonly Command[] => [{ do: 'release', project: 0, lifecycle: 0 }, ...rest]),
});
