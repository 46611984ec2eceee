import { type Abortable, type Api, objectPath } from '../connect/api.ts';
import { field, textField } from '../json.ts';
import type { KubeResult } from '../result.ts';
import { type Access, createAccess } from './access.ts';
import type { AccessAction } from './rule.ts';
import { type AccessSubject, identityOf } from './subject.ts';

const apiVersion = 'rbac.authorization.k8s.io/v1';

/** Reads the RBAC objects of a cluster, four lists side by side. */
export async function readAccess(api: Api, options: Abortable = {}): Promise<KubeResult<Access>> {
  const list = (plural: string) => api.list({ path: objectPath({ apiVersion, plural }), what: plural, ...options });
  const [roles, clusterRoles, roleBindings, clusterRoleBindings] = await Promise.all([
    list('roles'),
    list('clusterroles'),
    list('rolebindings'),
    list('clusterrolebindings'),
  ]);
  if (!roles.ok) return roles;
  if (!clusterRoles.ok) return clusterRoles;
  if (!roleBindings.ok) return roleBindings;
  if (!clusterRoleBindings.ok) return clusterRoleBindings;
  return {
    ok: true,
    value: createAccess({
      roles: roles.value,
      clusterRoles: clusterRoles.value,
      roleBindings: roleBindings.value,
      clusterRoleBindings: clusterRoleBindings.value,
    }),
  };
}

/** What the API server itself says. */
export interface AccessReview {
  readonly allowed: boolean;
  /** Why, in the server's words; may be empty. */
  readonly reason: string;
}

/** Asks the API server whether somebody may do something, by a SubjectAccessReview. Changes nothing. */
export async function reviewAccess(
  api: Api,
  options: { subject: AccessSubject; action: AccessAction } & Abortable,
): Promise<KubeResult<AccessReview>> {
  const { subject, action, ...rest } = options;
  const { user, groups } = identityOf(subject);
  const body = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      user,
      groups,
      ...('path' in action ? { nonResourceAttributes: action } : { resourceAttributes: action }),
    },
  };
  const path = objectPath({ apiVersion: 'authorization.k8s.io/v1', plural: 'subjectaccessreviews' });
  const found = await api.review({ path, what: `whether ${user} may ${action.verb}`, body, ...rest });
  if (!found.ok) return found;
  const allowed = field(found.value, 'status', 'allowed') === true;
  return { ok: true, value: { allowed, reason: textField(found.value, 'status', 'reason') } };
}
