import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Candidate, type VariableContext, type VariableScope, winningValues } from './evaluate.ts';

/** A place with something in every kind; each kind has values that are there and values that are not. */
const there = {
  environment: 'prod',
  channel: 'stable',
  tenant: 'acme',
  tenantTags: ['Region/US', 'Tier/Gold'],
  processOwner: 'project',
  action: 'deploy',
  machine: 'agent',
  machineRoles: ['k8s', 'web'],
  stepRoles: ['k8s', 'db'],
} as const;

const listed: Readonly<Record<keyof VariableScope, readonly string[]>> = {
  Action: ['deploy', 'smoke test'],
  Machine: ['agent', 'other agent'],
  Role: ['k8s', 'web', 'db', 'mail', 'K8S'],
  Tenant: ['acme', 'ACME', 'globex'],
  TenantTag: ['Region/US', 'Tier/Gold', 'Region/EU'],
  Environment: ['prod', 'dev', 'PROD'],
  Channel: ['stable', 'beta'],
  ProcessOwner: ['project', 'Runbooks-1'],
};

const scopes: fc.Arbitrary<VariableScope> = fc.record(
  Object.fromEntries(Object.entries(listed).map(([kind, values]) => [kind, fc.subarray([...values])])),
  { requiredKeys: [] },
);

const contexts: fc.Arbitrary<VariableContext> = fc.record(
  Object.fromEntries(Object.entries(there).map(([name, value]) => [name, fc.constant(value)])),
  { requiredKeys: [] },
);

/** From the most to the least specific: what a value has to be scoped to, to stand on that rung. */
type Rung = (scope: VariableScope, context: VariableContext) => boolean;

const rungs: readonly Rung[] = [
  (scope) => names(scope.Action),
  (scope) => names(scope.Machine),
  (scope, { machineRoles = [], stepRoles = [] }) =>
    (scope.Role ?? []).some((role) => has(machineRoles, role) && has(stepRoles, role)),
  (scope, { machineRoles = [] }) => (scope.Role ?? []).some((role) => has(machineRoles, role)),
  (scope) => names(scope.Tenant),
  (scope) => names(scope.TenantTag),
  (scope) => names(scope.Environment),
  (scope) => names(scope.Channel),
  (scope) => names(scope.ProcessOwner),
];

function names(values: readonly string[] | undefined): boolean {
  return values !== undefined && values.length > 0;
}

function has(values: readonly string[], value: string): boolean {
  return values.some((other) => other.toLowerCase() === value.toLowerCase());
}

function matches({ scope }: Candidate, context: VariableContext): boolean {
  const one = (value: string | undefined) => (value === undefined ? [] : [value]);
  const present: Readonly<Record<keyof VariableScope, readonly string[]>> = {
    Action: one(context.action),
    Machine: one(context.machine),
    Role: context.machineRoles ?? [],
    Tenant: one(context.tenant),
    TenantTag: context.tenantTags ?? [],
    Environment: one(context.environment),
    Channel: one(context.channel),
    ProcessOwner: one(context.processOwner),
  };
  return Object.entries(present).every(([kind, values]) => {
    // A key of `present` is a kind of scope.
    const wanted = scope[kind as keyof VariableScope] ?? [];
    return wanted.length === 0 || wanted.some((value) => has(values, value));
  });
}

/** The documented ladder as a text: of two of them, the one that sorts higher wins. */
function ladderOf({ scope }: Candidate, context: VariableContext): string {
  return rungs.map((stands) => (stands(scope, context) ? '1' : '0')).join('');
}

it('the most specific of the values that match is chosen, the first among equals', () => {
  fc.assert(
    fc.property(fc.array(scopes, { maxLength: 8 }), contexts, (all, context) => {
      const candidates = all.map((scope, index) => ({
        name: index % 2 === 0 ? 'Name' : 'NAME',
        value: `${index}`,
        scope,
      }));
      const matching = candidates.filter((candidate) => matches(candidate, context));
      const highest = matching
        .map((candidate) => ladderOf(candidate, context))
        .sort()
        .at(-1);
      const expected = matching.find((candidate) => ladderOf(candidate, context) === highest);

      expect(winningValues(candidates, context).get('name')?.value).toBe(expected?.value);
    }),
    { numRuns: 2_000, seed: 20_261_127 },
  );
});
