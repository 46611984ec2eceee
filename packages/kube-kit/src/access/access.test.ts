import { describe, expect, it } from 'vitest';
import { type AccessObjects, createAccess, grantWords } from './access.ts';
import { reachInto } from './reach.ts';
import type { AccessAction } from './rule.ts';
import type { AccessSubject } from './subject.ts';

const agent = { serviceAccount: 'agent', namespace: 'octopus-agent-payments' };
const agentSubject = { kind: 'ServiceAccount', name: 'agent', namespace: 'octopus-agent-payments' };

function role(name: string, rules: readonly object[], namespace?: string) {
  return { metadata: { name, ...(namespace === undefined ? {} : { namespace }) }, rules };
}

function binding(options: {
  name: string;
  namespace?: string;
  role: string;
  kind?: string;
  subjects?: readonly object[];
}) {
  const {
    name,
    namespace,
    subjects = [agentSubject],
    kind = namespace === undefined ? 'ClusterRole' : 'Role',
  } = options;
  return { metadata: { name, namespace }, roleRef: { kind, name: options.role }, subjects };
}

const none: AccessObjects = { roles: [], clusterRoles: [], roleBindings: [], clusterRoleBindings: [] };

function grantsWith(objects: Partial<AccessObjects>, action: AccessAction, subject: AccessSubject = agent) {
  return createAccess({ ...none, ...objects })
    .grants(subject, action)
    .map(grantWords);
}

/** What one rule allows, bound in the namespace pay. */
function ruleGives(rule: object, action: AccessAction): boolean {
  const roles = [role('r', [rule], 'pay')];
  return grantsWith({ roles, roleBindings: [binding({ name: 'b', namespace: 'pay', role: 'r' })] }, action).length > 0;
}

const patchDeployments = { verb: 'patch', group: 'apps', resource: 'deployments', namespace: 'pay' };
const all = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };

describe('a rule', () => {
  it.each<[string, object, AccessAction, boolean]>([
    [
      'allows what it names',
      { verbs: ['patch'], apiGroups: ['apps'], resources: ['deployments'] },
      patchDeployments,
      true,
    ],
    ['allows everything by stars', all, patchDeployments, true],
    ['of another group', { verbs: ['*'], apiGroups: [''], resources: ['*'] }, patchDeployments, false],
    ['of another verb', { verbs: ['get'], apiGroups: ['*'], resources: ['*'] }, patchDeployments, false],
    [
      'of a resource is none of its subresources',
      { verbs: ['*'], apiGroups: [''], resources: ['pods'] },
      { verb: 'create', resource: 'pods', subresource: 'exec', namespace: 'pay' },
      false,
    ],
    [
      'of a subresource of anything',
      { verbs: ['*'], apiGroups: ['*'], resources: ['*/scale'] },
      { ...patchDeployments, subresource: 'scale' },
      true,
    ],
    [
      'of a resource and all its subresources is nothing that RBAC knows',
      { verbs: ['*'], apiGroups: ['*'], resources: ['deployments/*'] },
      { ...patchDeployments, subresource: 'scale' },
      false,
    ],
    ['of a named object allows that', { ...all, resourceNames: ['api'] }, { ...patchDeployments, name: 'api' }, true],
    [
      'of a named object allows no other',
      { ...all, resourceNames: ['api'] },
      { ...patchDeployments, name: 'web' },
      false,
    ],
    [
      'of a named object allows no list',
      { ...all, resourceNames: ['api'] },
      { ...patchDeployments, verb: 'list' },
      false,
    ],
    ['without anything', {}, patchDeployments, false],
  ])('%s', (_, rule, action, allowed) => {
    expect(ruleGives(rule, action)).toBe(allowed);
  });

  it.each([
    ['/metrics', true],
    ['/healthz', true],
    ['/healthz/etcd', true],
    ['/logs', false],
  ])('about paths covers %s: %s', (path, allowed) => {
    const rule = { verbs: ['get'], nonResourceURLs: ['/metrics', '/healthz*'] };
    const clusterRoles = [role('paths', [rule])];
    const clusterRoleBindings = [binding({ name: 'all', role: 'paths' })];

    expect(grantsWith({ clusterRoles, clusterRoleBindings }, { verb: 'get', path })).toHaveLength(allowed ? 1 : 0);
  });
});

describe('a binding', () => {
  it('of a namespace reaches no other, even to a cluster role', () => {
    const clusterRoles = [role('admin', [all])];
    const roleBindings = [binding({ name: 'b', namespace: 'pay', role: 'admin', kind: 'ClusterRole' })];

    expect(grantsWith({ clusterRoles, roleBindings }, patchDeployments)).toEqual([
      'RoleBinding pay/b to ClusterRole admin',
    ]);
    expect(grantsWith({ clusterRoles, roleBindings }, { ...patchDeployments, namespace: 'shop' })).toEqual([]);
    expect(grantsWith({ clusterRoles, roleBindings }, { ...patchDeployments, namespace: undefined })).toEqual([]);
    expect(grantsWith({ clusterRoles, roleBindings }, { verb: 'get', path: '/metrics' })).toEqual([]);
  });

  it('of the cluster reaches every namespace', () => {
    const clusterRoles = [role('cluster-admin', [all])];
    const clusterRoleBindings = [binding({ name: 'agent', role: 'cluster-admin' })];

    expect(grantsWith({ clusterRoles, clusterRoleBindings }, { ...patchDeployments, namespace: 'shop' })).toEqual([
      'ClusterRoleBinding agent to ClusterRole cluster-admin',
    ]);
  });

  it('to a role that is not there grants nothing; a role of another namespace is not there', () => {
    const roles = [role('r', [all], 'shop')];
    const roleBindings = [binding({ name: 'b', namespace: 'pay', role: 'r' })];

    expect(grantsWith({ roles, roleBindings }, patchDeployments)).toEqual([]);
  });

  it.each<[string, object, AccessSubject, boolean]>([
    ['a group of all service accounts', { kind: 'Group', name: 'system:serviceaccounts' }, agent, true],
    ['a group of a namespace', { kind: 'Group', name: 'system:serviceaccounts:octopus-agent-payments' }, agent, true],
    ['a group of another namespace', { kind: 'Group', name: 'system:serviceaccounts:other' }, agent, false],
    ['everybody who is known', { kind: 'Group', name: 'system:authenticated' }, agent, true],
    ['its user name', { kind: 'User', name: 'system:serviceaccount:octopus-agent-payments:agent' }, agent, true],
    ['the same name elsewhere', { kind: 'ServiceAccount', name: 'agent', namespace: 'other' }, agent, false],
    ['a user', { kind: 'User', name: 'ann' }, { user: 'ann' }, true],
    ['a group of a user', { kind: 'Group', name: 'ops' }, { user: 'ann', groups: ['ops'] }, true],
    [
      'a service account by a user’s name',
      { kind: 'ServiceAccount', name: 'ann', namespace: 'a' },
      { user: 'ann' },
      false,
    ],
  ])('for %s', (_, subject, who, allowed) => {
    const clusterRoles = [role('admin', [all])];
    const clusterRoleBindings = [binding({ name: 'b', role: 'admin', subjects: [subject] })];

    expect(grantsWith({ clusterRoles, clusterRoleBindings }, patchDeployments, who)).toHaveLength(allowed ? 1 : 0);
  });

  it('takes a service account without a namespace from the binding’s own', () => {
    const roles = [role('r', [all], 'pay')];
    const subjects = [{ kind: 'ServiceAccount', name: 'runner' }];
    const roleBindings = [binding({ name: 'b', namespace: 'pay', role: 'r', subjects })];
    const runner = { serviceAccount: 'runner', namespace: 'pay' };

    expect(grantsWith({ roles, roleBindings }, patchDeployments, runner)).toHaveLength(1);
  });
});

describe('an aggregated cluster role', () => {
  const labelled = (name: string, labels: object, rules: readonly object[]) => ({ metadata: { name, labels }, rules });
  const aggregated = (selector: object, labels: object = {}) => ({
    metadata: { name: 'edit', labels },
    aggregationRule: { clusterRoleSelectors: [selector] },
    rules: [],
  });
  const clusterRoleBindings = [binding({ name: 'b', role: 'edit' })];

  it.each<[string, object, boolean]>([
    ['by a label', { matchLabels: { edit: 'true' } }, true],
    ['by another label', { matchLabels: { edit: 'false' } }, false],
    [
      'by one of several values',
      { matchExpressions: [{ key: 'edit', operator: 'In', values: ['true', 'yes'] }] },
      true,
    ],
    ['by none of several values', { matchExpressions: [{ key: 'edit', operator: 'NotIn', values: ['true'] }] }, false],
    ['by a label that is there', { matchExpressions: [{ key: 'edit', operator: 'Exists' }] }, true],
    ['by a label that is not there', { matchExpressions: [{ key: 'edit', operator: 'DoesNotExist' }] }, false],
  ])('has the rules chosen %s', (_, selector, allowed) => {
    const clusterRoles = [aggregated(selector), labelled('more', { edit: 'true' }, [all])];

    expect(grantsWith({ clusterRoles, clusterRoleBindings }, patchDeployments)).toHaveLength(allowed ? 1 : 0);
  });

  it('that chooses itself in a circle ends', () => {
    const round = aggregated({ matchLabels: { edit: 'true' } }, { edit: 'true' });
    const clusterRoles = [
      round,
      { ...labelled('other', { edit: 'true' }, [all]), aggregationRule: round.aggregationRule },
    ];

    expect(grantsWith({ clusterRoles, clusterRoleBindings }, patchDeployments)).toHaveLength(1);
  });
});

it('whether Payments’ agent could write into Merchants’ namespaces is answered with the binding that allows it', () => {
  const clusterRoles = [role('cluster-admin', [all]), role('view', [{ ...all, verbs: ['get', 'list'] }])];
  const namespaces = ['merchants-acme-prod', 'merchants-zen-prod'];
  const wide = createAccess({
    ...none,
    clusterRoles,
    clusterRoleBindings: [binding({ name: 'agent', role: 'cluster-admin' })],
  });
  const narrow = createAccess({
    ...none,
    clusterRoles,
    clusterRoleBindings: [binding({ name: 'agent', role: 'view' })],
  });

  const wideReach = reachInto({ access: wide, subject: agent, namespaces });
  expect(wideReach.map(({ namespace, writes }) => [namespace, writes])).toEqual(namespaces.map((one) => [one, true]));
  const patch = wideReach[0]?.allowed.find(({ action }) => action === 'patch deployments.apps');
  expect(patch && grantWords(patch.by)).toBe('ClusterRoleBinding agent to ClusterRole cluster-admin');

  expect(reachInto({ access: narrow, subject: agent, namespaces })).toEqual(
    namespaces.map((namespace) => ({ namespace, writes: false, readsSecrets: true, allowed: [] })),
  );
});
