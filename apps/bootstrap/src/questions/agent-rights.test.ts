import { coloursFor } from '@octotrain/command-line';
import { createAccess } from '@octotrain/kube-kit';
import { finpayLab, loadLab } from '@octotrain/lab-config';
import { describe, expect, it } from 'vitest';
import { agentRights, trespasses } from './agent-rights.ts';
import { namespaceRightsText, rightsDocument, rightsText } from './rights-text.ts';

const loaded = loadLab(finpayLab);
if (!loaded.ok) throw new Error('FinPay is right');
const { lab } = loaded;

const everything = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
const scriptsOf = (agent: string) => ({
  ...{ kind: 'ServiceAccount', name: 'octopus-agent-scripts' },
  namespace: `octopus-agent-${agent}`,
});

/** Payments' scripts may work everywhere, Merchants' in two namespaces only, Platform has no agent here. */
const access = createAccess({
  roles: [],
  clusterRoles: [{ metadata: { name: 'all' }, rules: [everything] }],
  clusterRoleBindings: [
    {
      metadata: { name: 'wide' },
      roleRef: { kind: 'ClusterRole', name: 'all' },
      subjects: [scriptsOf('payments-prod')],
    },
  ],
  roleBindings: ['merchant-prod', 'payments-prod'].map((namespace) => ({
    metadata: { name: 'narrow', namespace },
    roleRef: { kind: 'ClusterRole', name: 'all' },
    subjects: [scriptsOf('merchants-prod')],
  })),
});

const page = { colours: coloursFor({ isTTY: false, write: () => undefined }, {}), width: 80 };

function rights(more: { agents?: readonly string[]; namespaces?: readonly string[] } = {}) {
  return [{ cluster: 'finpay-prod', agents: agentRights(lab, { cluster: 'finpay-prod', access, ...more }) }];
}

describe('how far agents reach', () => {
  it('is told of each: its own namespaces, those of others, and by which binding', () => {
    expect(rightsText(rights(), page)).toBe(`finpay-prod
Agent           Space      Writes in its own  Writes in others'
platform-prod   Platform   0 of 1             none
payments-prod   Payments   3 of 3             all 7
merchants-prod  Merchants  1 of 5             payments-prod
payments-prod: ClusterRoleBinding wide to ClusterRole all
merchants-prod: RoleBinding payments-prod/narrow to ClusterRole all

to keep the agents of a space to its namespaces, write \`confined: true\` at
  them in the lab file, then: pnpm bootstrap agents install`);
  });

  it('is told for one question: may Merchants write into Payments’ namespaces?', () => {
    const asked = rights({ agents: ['merchants-prod'], namespaces: ['payments-prod', 'fraud-prod'] });

    expect(namespaceRightsText(asked, page)).toBe(`finpay-prod
Agent           Namespace      Writes  Reads secrets
merchants-prod  payments-prod  yes     yes
merchants-prod  fraud-prod     no      no
merchants-prod in payments-prod: RoleBinding payments-prod/narrow to
  ClusterRole all`);
  });

  it('counts agents’ own namespaces, other agents’ and kube-system', () => {
    const [payments] = rights({ agents: ['payments-prod'] })[0]?.agents ?? [];

    expect(payments && trespasses(payments).map(({ namespace }) => namespace)).toEqual([
      ...['kyc-prod', 'merchant-acme-prod', 'merchant-euro-prod', 'merchant-prod'],
      ...['octopus-agent-platform-prod', 'octopus-agent-merchants-prod', 'kube-system'],
    ]);
  });

  it('is a document with every action and who allows it', () => {
    expect(rightsDocument(rights({ agents: ['merchants-prod'], namespaces: ['payments-prod'] }))).toMatchObject({
      schema: 1,
      clusters: [
        {
          cluster: 'finpay-prod',
          agents: [
            {
              account: 'system:serviceaccount:octopus-agent-merchants-prod:octopus-agent-scripts',
              reach: [
                {
                  ...{ namespace: 'payments-prod', isOwn: false, writes: true },
                  allowed: expect.arrayContaining([
                    {
                      action: 'patch deployments.apps',
                      by: expect.objectContaining({ role: { kind: 'ClusterRole', name: 'all' } }),
                    },
                  ]),
                },
              ],
            },
          ],
        },
      ],
    });
  });
});
