import { type AccessAction, grantWords, reachInto } from '@octotrain/kube-kit';
import { describe, expect, it } from 'vitest';
import { opened } from './support/opened-cluster.ts';
import { describeOnCluster } from './support/test-cluster.ts';

const shop = `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: shop}}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: shop}
spec: {accessModes: [ReadWriteOnce], storageClassName: none, resources: {requests: {storage: 1024Mi}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: web, image: "web:1", resources: {requests: {cpu: 0.5, memory: 1024Mi}, limits: {cpu: 1000m, memory: 1.5Gi}}}
      - {name: logs, image: "logs:1", resources: {requests: {cpu: 50m, memory: 64Mi}}}
`;

const rights = `
apiVersion: v1
kind: List
items:
${['payments', 'merchants']
  .flatMap((team) => [
    `- {apiVersion: v1, kind: Namespace, metadata: {name: ${team}-production}}`,
    `- {apiVersion: v1, kind: Namespace, metadata: {name: octopus-agent-${team}}}`,
    `- {apiVersion: v1, kind: ServiceAccount, metadata: {name: agent, namespace: octopus-agent-${team}}}`,
  ])
  .join('\n')}
- apiVersion: rbac.authorization.k8s.io/v1
  kind: ClusterRoleBinding
  metadata: {name: octopus-agent-payments}
  roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
  subjects: [{kind: ServiceAccount, name: agent, namespace: octopus-agent-payments}]
- apiVersion: rbac.authorization.k8s.io/v1
  kind: RoleBinding
  metadata: {name: agent, namespace: merchants-production}
  roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
  subjects: [{kind: ServiceAccount, name: agent, namespace: octopus-agent-merchants}]
- apiVersion: rbac.authorization.k8s.io/v1
  kind: Role
  metadata: {name: one-map, namespace: payments-production}
  rules: [{apiGroups: [""], resources: [configmaps], resourceNames: [shared], verbs: [get, patch]}]
- apiVersion: rbac.authorization.k8s.io/v1
  kind: RoleBinding
  metadata: {name: one-map, namespace: payments-production}
  roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: one-map}
  subjects: [{kind: Group, name: "system:serviceaccounts:octopus-agent-merchants"}]
`;

describeOnCluster('owners on a real control plane', { name: 'owners', pods: false }, (on) => {
  it('have a footprint: pods, volumes, requests and limits, added up', async () => {
    await on.kubectl(['apply', '--server-side', '-f', '-'], shop);
    await on.kubectl(['rollout', 'status', '-n', 'shop', 'deployment/web', '--timeout=30s']);

    const footprint = await (await opened(on)).footprint({ owners: [{ namespaceLabel: 'team' }] });

    expect(footprint).toMatchObject({
      ok: true,
      value: {
        owners: [
          {
            ...{ owner: 'shop', namespaces: ['shop'], pods: 2, volumes: 1, storage: '1Gi' },
            requests: { cpu: '1100m', memory: '2176Mi' },
            limits: { cpu: '2', memory: '3Gi' },
          },
        ],
      },
    });
  });

  const agentOf = (team: string) => ({ serviceAccount: 'agent', namespace: `octopus-agent-${team}` });
  const namespaces = ['payments-production', 'merchants-production'];

  it('have rights: it is said whose agent could write where, and by which binding', async () => {
    await on.kubectl(['apply', '--server-side', '-f', '-'], rights);
    const access = await (await opened(on)).access();
    if (!access.ok) throw new Error(access.problem.message);

    const [payments, merchants] = ['payments', 'merchants'].map((team) =>
      reachInto({ access: access.value, subject: agentOf(team), namespaces }).map((one) => ({
        namespace: one.namespace,
        writes: one.writes,
        by: [...new Set(one.allowed.map(({ by }) => grantWords(by)))],
      })),
    );

    const byAdmin = 'ClusterRoleBinding octopus-agent-payments to ClusterRole cluster-admin';
    expect(payments).toEqual(namespaces.map((namespace) => ({ namespace, writes: true, by: [byAdmin] })));
    expect(merchants).toEqual([
      { namespace: 'payments-production', writes: false, by: [] },
      {
        namespace: 'merchants-production',
        writes: true,
        by: ['RoleBinding merchants-production/agent to ClusterRole edit'],
      },
    ]);
  });

  describe('have rights that are evaluated as the API server does', () => {
    const targets = [
      { group: 'apps', resource: 'deployments' },
      { group: 'apps', resource: 'deployments', subresource: 'scale' },
      { group: '', resource: 'pods', subresource: 'exec' },
      { group: '', resource: 'configmaps' },
      { group: '', resource: 'configmaps', name: 'shared' },
      { group: '', resource: 'secrets' },
      { group: 'rbac.authorization.k8s.io', resource: 'rolebindings' },
    ];
    const actions: AccessAction[] = [
      ...targets.flatMap((target) =>
        ['get', 'list', 'create', 'patch', 'delete'].flatMap((verb) =>
          [...namespaces, undefined].map((namespace) => ({ verb, ...target, namespace })),
        ),
      ),
      { verb: 'get', path: '/version' },
      { verb: 'get', path: '/metrics' },
      { verb: 'get', path: '/healthz/etcd' },
    ];

    it.each(['payments', 'merchants'])('for the agent of %s', async (team) => {
      const cluster = await opened(on);
      const access = await cluster.access();
      if (!access.ok) throw new Error(access.problem.message);

      const [ours, theirs] = [new Map<string, boolean>(), new Map<string, boolean>()];
      for (const action of actions) {
        const subject = agentOf(team);
        const review = await cluster.reviewAccess({ subject, action });
        if (!review.ok) throw new Error(review.problem.message);
        theirs.set(JSON.stringify(action), review.value.allowed);
        ours.set(JSON.stringify(action), access.value.grants(subject, action).length > 0);
      }

      expect(ours).toEqual(theirs);
      expect(new Set(theirs.values()).size).toBe(team === 'payments' ? 1 : 2);
    });
  });
});
