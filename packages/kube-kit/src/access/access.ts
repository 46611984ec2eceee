import { textField } from '../json.ts';
import { rulesOfClusterRoles } from './aggregation.ts';
import { type AccessAction, type AccessRule, ruleAllows, rulesOf } from './rule.ts';
import { type AccessSubject, bindsIdentity, identityOf } from './subject.ts';

/** The RBAC objects of a cluster. */
export interface AccessObjects {
  readonly roles: readonly unknown[];
  readonly clusterRoles: readonly unknown[];
  readonly roleBindings: readonly unknown[];
  readonly clusterRoleBindings: readonly unknown[];
}

/** What allows something. */
export interface AccessGrant {
  readonly binding: {
    readonly kind: 'RoleBinding' | 'ClusterRoleBinding';
    readonly namespace?: string;
    readonly name: string;
  };
  readonly role: { readonly kind: 'Role' | 'ClusterRole'; readonly name: string };
  readonly rule: AccessRule;
}

/** Answers from RBAC objects, without asking the cluster again. */
export interface Access {
  /** Every grant that allows it; empty: RBAC does not allow it. Cluster-wide bindings come first. */
  grants(subject: AccessSubject, action: AccessAction): readonly AccessGrant[];
}

interface Bound {
  binding: AccessGrant['binding'];
  object: unknown;
  role: AccessGrant['role'];
  rules: readonly AccessRule[];
}

/**
 * Evaluates RBAC as the API server does: roles, cluster roles with aggregation, bindings of both kinds, wildcards, named
 * resources, paths that are no resources. A binding to a role that does not exist grants nothing. Other authorizers
 * (nodes, webhooks) and the all-powerful group system:masters are not RBAC, and not looked at.
 */
export function createAccess(objects: AccessObjects): Access {
  const clusterRoles = rulesOfClusterRoles(objects.clusterRoles);
  const roles = new Map(objects.roles.map((role) => [keyOf(role), rulesOf(role)]));

  function bound(binding: unknown, kind: AccessGrant['binding']['kind']): Bound {
    const name = textField(binding, 'metadata', 'name');
    const namespace = textField(binding, 'metadata', 'namespace');
    const roleName = textField(binding, 'roleRef', 'name');
    const isOfNamespace = kind === 'RoleBinding' && textField(binding, 'roleRef', 'kind') === 'Role';
    const rules = isOfNamespace ? roles.get(`${namespace}/${roleName}`) : clusterRoles.get(roleName);
    return {
      binding: kind === 'RoleBinding' ? { kind, namespace, name } : { kind, name },
      object: binding,
      role: { kind: isOfNamespace ? 'Role' : 'ClusterRole', name: roleName },
      rules: rules ?? [],
    };
  }
  const clusterWide = objects.clusterRoleBindings.map((binding) => bound(binding, 'ClusterRoleBinding'));
  const ofNamespaces = objects.roleBindings.map((binding) => bound(binding, 'RoleBinding'));

  return {
    grants(subject, action) {
      const identity = identityOf(subject);
      const namespace = 'path' in action ? undefined : action.namespace;
      const within =
        namespace === undefined ? [] : ofNamespaces.filter(({ binding }) => binding.namespace === namespace);
      return [...clusterWide, ...within]
        .filter(({ object }) => bindsIdentity(object, identity))
        .flatMap(({ binding, role, rules }) =>
          rules.filter((rule) => ruleAllows(rule, action)).map((rule) => ({ binding, role, rule })),
        );
    },
  };
}

/** `ClusterRoleBinding payments-agent to ClusterRole cluster-admin`. */
export function grantWords({ binding, role }: AccessGrant): string {
  const within = binding.namespace === undefined ? '' : `${binding.namespace}/`;
  return `${binding.kind} ${within}${binding.name} to ${role.kind} ${role.name}`;
}

function keyOf(role: unknown): string {
  return `${textField(role, 'metadata', 'namespace')}/${textField(role, 'metadata', 'name')}`;
}
