import { describe, expect, it } from 'vitest';
import type { MachineDocument } from '../machines/state.ts';
import { machineSchema } from '../machines/state.ts';
import { processSchema, type StepDocument } from '../processes/state.ts';
import { type PlanQuestion, planActions } from './plan.ts';

function step(action: object = {}, properties: object = { 'Octopus.Action.TargetRoles': 'k8s' }): StepDocument {
  const written = {
    Name: 'Deploy',
    Actions: [{ Name: 'Deploy', ActionType: 'Octopus.Script', ...action }],
    Properties: properties,
  };
  const [parsed] = processSchema.parse({ Steps: [written] }).Steps;
  if (parsed === undefined) throw new Error('no step');
  const Actions = parsed.Actions.map((one) => ({ ...one, Id: 'action', Slug: 'deploy', Packages: [] }));
  return { ...parsed, Id: 'step', Slug: 'deploy', Actions };
}

function machine(id: string, more: object = {}): MachineDocument {
  const written = machineSchema.parse({ Name: id, EnvironmentIds: ['prod'], Roles: ['k8s'], Endpoint: {}, ...more });
  return {
    ...written,
    Id: id,
    SpaceId: 'Spaces-1',
    Slug: id,
    MachinePolicyId: 'MachinePolicies-1',
    Endpoint: { ...written.Endpoint, KubernetesAgentDetails: null },
    HealthStatus: 'Healthy',
    StatusSummary: '',
  };
}

const acme = { Id: 'acme', Name: 'Acme', TenantTags: ['Region/US'], ProjectEnvironments: {} };

function plan(steps: StepDocument[], more: Partial<PlanQuestion> = {}) {
  return planActions({
    steps,
    environmentId: 'prod',
    channelId: 'default',
    tenant: undefined,
    skipActions: [],
    machines: [machine('agent')],
    specificMachineIds: [],
    excludedMachineIds: [],
    allowNoTargets: false,
    ...more,
  });
}

describe('which actions run', () => {
  it.each<[string, object, Partial<PlanQuestion>, string | null]>([
    ['an action without scopes', {}, {}, null],
    ['a disabled one', { IsDisabled: true }, {}, 'it is disabled'],
    ['a skipped one', {}, { skipActions: ['action'] }, 'the caller asked to skip it'],
    ['one for this environment', { Environments: ['prod'] }, {}, null],
    ['one for another environment', { Environments: ['dev'] }, {}, 'it is not for this environment'],
    ['one that excludes this environment', { ExcludedEnvironments: ['prod'] }, {}, 'it is not for this environment'],
    [
      'one that names and excludes it: named wins',
      { Environments: ['prod'], ExcludedEnvironments: ['prod'] },
      {},
      null,
    ],
    ['one for another channel', { Channels: ['hotfix'] }, {}, 'it is not for this channel'],
    [
      'one for a channel, in a runbook',
      { Channels: ['default'] },
      { channelId: undefined },
      'it is not for this channel',
    ],
    ['one for tenants, untenanted', { TenantTags: ['Region/US'] }, {}, 'it is not for this tenant'],
  ])('%s', (_, action, more, reason) => {
    expect(plan([step(action)], more).actions[0]?.Skip).toBe(reason);
  });

  it('takes a tenant whose tags match', () => {
    const machines = [machine('agent', { TenantedDeploymentParticipation: 'Tenanted' })];

    expect(plan([step({ TenantTags: ['Region/US'] })], { tenant: acme, machines }).actions[0]?.Skip).toBeNull();
  });
});

describe('where they run', () => {
  it.each<[string, object, Partial<PlanQuestion>, boolean]>([
    ['an enabled target with the tag', {}, {}, true],
    ['a tag in other letters', { Roles: ['K8S'] }, {}, true],
    ['a disabled target', { IsDisabled: true }, {}, false],
    ['a target of another environment', { EnvironmentIds: ['dev'] }, {}, false],
    ['a target with another tag', { Roles: ['web'] }, {}, false],
    ['a target for tenants only', { TenantedDeploymentParticipation: 'Tenanted' }, {}, false],
    ['a target that is excluded', {}, { excludedMachineIds: ['agent'] }, false],
    ['a target that is not among the named ones', {}, { specificMachineIds: ['other'] }, false],
  ])('%s', (_, more, question, expected) => {
    const planned = plan([step()], { machines: [machine('agent', more)], ...question });

    expect(planned.actions[0]?.MachineIds).toEqual(expected ? ['agent'] : []);
    expect(planned.problems).toHaveLength(expected ? 0 : 1);
  });

  it('may be nowhere when the project allows it', () => {
    const planned = plan([step()], { machines: [], allowNoTargets: true });

    expect(planned).toMatchObject({ problems: [], actions: [{ Skip: 'it has no targets here' }] });
  });

  it('is the server for a step without tags', () => {
    expect(plan([step({}, {})], { machines: [] })).toMatchObject({
      problems: [],
      actions: [{ MachineIds: [], Skip: null }],
    });
  });
});
