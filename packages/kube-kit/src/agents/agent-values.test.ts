import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agentValues, sameValues, withCredential } from './agent-values.ts';
import { type AgentWish, agentPlace, agentsAtOnePlace } from './agent-wish.ts';

const merchants: AgentWish = {
  ...{ name: 'merchants-dev', space: 'Merchants', environments: ['Development', 'Staging'] },
  ...{ targetTags: ['merchants-k8s'], participation: 'TenantedOrUntenanted' },
  ...{ tenants: [], tenantTags: ['Hosting/Shared-K8s'] },
};

it("the values are those of Octopus' chart", () => {
  expect(agentValues(merchants, { url: 'https://finpay.octopus.app/' })).toEqual({
    agent: {
      acceptEula: 'Y',
      name: 'merchants-dev',
      serverUrl: 'https://finpay.octopus.app/',
      serverCommsAddress: 'https://finpay.octopus.app:10943',
      space: 'Merchants',
      deploymentTarget: {
        enabled: true,
        initial: {
          environments: ['Development', 'Staging'],
          tags: ['merchants-k8s'],
          tenantedDeploymentParticipation: 'TenantedOrUntenanted',
          tenantTags: ['Hosting/Shared-K8s'],
        },
      },
    },
    persistence: { accessModes: ['ReadWriteMany'], nfs: { enabled: true } },
  });
});

it.each([
  [
    ['shop-dev', 'shop-staging'],
    ['shop-dev', 'shop-staging'],
  ],
  // The chart takes an empty list for everywhere.
  [[], ['octopus-agent-merchants-dev']],
])('an agent that may only work in %j is bound there alone: %j', (onlyIn, targetNamespaces) => {
  expect(agentValues({ ...merchants, onlyIn }, { url: 'https://finpay.octopus.app/' })).toMatchObject({
    scriptPods: { serviceAccount: { targetNamespaces } },
  });
});

describe('whether a release is as it should be', () => {
  const wished = agentValues(merchants, { url: 'http://octopus', commsUrl: 'http://comms' });

  it('the credential says nothing, nor does the order of keys', () => {
    const { persistence, agent } = withCredential(wished, 'API-SECRET');

    expect(sameValues(wished, { persistence, agent })).toBe(true);
  });

  it.each<[string, Partial<AgentWish>]>([
    ['environments', { environments: ['Development'] }],
    ['tags', { targetTags: ['k8s'] }],
    ['tenants', { tenants: ['Acme'] }],
    ['space', { space: 'Payments' }],
  ])('other %s are a difference', (_name, change) => {
    expect(
      sameValues(agentValues({ ...merchants, ...change }, { url: 'http://octopus', commsUrl: 'http://comms' }), wished),
    ).toBe(false);
  });

  it.each([undefined, null, {}, 'nonsense'])('%j is no release of ours', (live) => {
    expect(sameValues(wished, live)).toBe(false);
  });
});

describe('the place of an agent', () => {
  it.each([
    ['payments-dev', 'payments-dev'],
    ['Payments Dev', 'payments-dev'],
    ['--Ünï--', 'n'],
    ['***', 'agent'],
  ])('%s', (name, release) => {
    expect(agentPlace({ name })).toEqual({ release, namespace: `octopus-agent-${release}` });
  });

  it('has names that Kubernetes and helm take, whatever the agent is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        const { release, namespace } = agentPlace({ name });
        expect(release).toMatch(/^[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?$/);
        expect(namespace).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
      }),
    );
  });

  it('that two would share is told', () => {
    const [one, two, other] = ['Pay Dev', 'pay-dev', 'pay-prod'].map((name) => ({ ...merchants, name }));
    if (!one || !two || !other) throw new Error('three agents');

    expect(agentsAtOnePlace([one, other, two])).toEqual([[one, two]]);
  });
});
