import { describe, expect, it } from 'vitest';
import { type Candidate, isAsked, type VariableContext, type VariableScope, winningValues } from './evaluate.ts';

const here: VariableContext = {
  environment: 'prod',
  channel: 'default',
  tenant: 'acme',
  tenantTags: ['Region/US'],
  processOwner: 'project',
  action: 'deploy',
  machine: 'agent',
  machineRoles: ['k8s', 'other'],
  stepRoles: ['k8s'],
};

function value(text: string, scope: VariableScope = {}, name = 'Namespace'): Candidate {
  return { name, value: text, scope };
}

function winner(candidates: readonly Candidate[], context = here): string | undefined {
  return winningValues(candidates, context).get('namespace')?.value;
}

/** From the most specific kind to none. */
const ladder: [string, VariableScope][] = [
  ['step', { Action: ['deploy'] }],
  ['machine', { Machine: ['agent'] }],
  ['tag the step targets', { Role: ['k8s'] }],
  ['tag of the machine', { Role: ['other'] }],
  ['tenant', { Tenant: ['acme'] }],
  ['tenant tag', { TenantTag: ['Region/US'] }],
  ['environment', { Environment: ['prod'] }],
  ['channel', { Channel: ['default'] }],
  ['process', { ProcessOwner: ['project'] }],
  ['unscoped', {}],
];

describe('which value wins', () => {
  it.each(ladder.slice(0, -1).map(([name, scope], index) => [name, scope, ladder[index + 1]] as const))(
    '%s beats what is less specific',
    (name, scope, next) => {
      const lower = value(next?.[0] ?? '', next?.[1]);

      expect(winner([lower, value(name, scope)])).toBe(name);
      expect(winner([value(name, scope), lower])).toBe(name);
    },
  );

  it('needs every kind that a scope names, and any value of a kind', () => {
    expect(winner([value('no', { Environment: ['prod'], Channel: ['hotfix'] })])).toBeUndefined();
    expect(winner([value('yes', { Environment: ['dev', 'prod'] })])).toBe('yes');
    expect(winner([value('no', { Machine: ['agent'] })], { environment: 'prod' })).toBeUndefined();
  });

  it('counts a tag as the step’s only where the machine has it too, whatever its case', () => {
    const asked = { ...here, stepRoles: ['k8s', 'db'] };
    const scopes = [{ Role: ['other', 'db'] }, { Role: ['other'] }, { Role: ['K8S'] }];

    expect(
      winner(
        scopes.slice(0, 2).map((scope, index) => value(`${index}`, scope)),
        asked,
      ),
    ).toBe('0');
    expect(
      winner(
        scopes.map((scope, index) => value(`${index}`, scope)),
        asked,
      ),
    ).toBe('2');
    expect(winner([value('one', { Role: ['other'] }), value('two', { Role: ['other', 'db'] })], asked)).toBe('one');
  });

  it('breaks a tie of the highest kind by further kinds', () => {
    expect(
      winner([value('one', { Tenant: ['acme'] }), value('two', { Tenant: ['acme'], Environment: ['prod'] })]),
    ).toBe('two');
  });

  it('lets a tenant value beat one of the environment and channel together', () => {
    const both = value('both', { Environment: ['prod'], Channel: ['default'], ProcessOwner: ['project'] });

    expect(winner([both, value('tenant', { Tenant: ['acme'] })])).toBe('tenant');
  });

  it('keeps the first of equals and compares names without case', () => {
    expect(winner([value('first'), value('second')])).toBe('first');
    expect(winner([value('first', {}, 'NAMESPACE')])).toBe('first');
  });
});

describe('prompts', () => {
  it.each<[string, VariableScope, boolean]>([
    ['unscoped', {}, true],
    ['of this environment', { Environment: ['prod'] }, true],
    ['of another environment', { Environment: ['dev'] }, false],
    ['of another process', { ProcessOwner: ['Runbooks-1'] }, false],
    ['of some step', { Action: ['later'] }, true],
  ])('a prompt %s is asked: %s', (_, scope, expected) => {
    expect(isAsked(scope, here)).toBe(expected);
  });
});
