import type { Access, AccessGrant } from './access.ts';
import type { AccessSubject } from './subject.ts';

/** What changes workloads, or leads to more: secrets, and rights themselves. */
const writable = [
  { group: 'apps', resource: 'deployments' },
  { group: 'apps', resource: 'statefulsets' },
  { group: 'apps', resource: 'daemonsets' },
  { group: 'batch', resource: 'jobs' },
  { group: 'batch', resource: 'cronjobs' },
  { group: '', resource: 'pods' },
  { group: '', resource: 'pods', subresource: 'exec' },
  { group: '', resource: 'services' },
  { group: '', resource: 'configmaps' },
  { group: '', resource: 'secrets' },
  { group: '', resource: 'persistentvolumeclaims' },
  { group: '', resource: 'serviceaccounts' },
  { group: 'networking.k8s.io', resource: 'ingresses' },
  { group: 'rbac.authorization.k8s.io', resource: 'roles' },
  { group: 'rbac.authorization.k8s.io', resource: 'rolebindings' },
] as const;

const writing = ['create', 'update', 'patch', 'delete'] as const;

/** What somebody may do in one namespace. */
export interface NamespaceReach {
  readonly namespace: string;
  /** May change something there. */
  readonly writes: boolean;
  /** May read its secrets. */
  readonly readsSecrets: boolean;
  /** What may be written, each with the first grant that allows it: `patch deployments.apps`. */
  readonly allowed: readonly { readonly action: string; readonly by: AccessGrant }[];
}

/**
 * How far somebody reaches into namespaces: workloads, what they are made of, and rights. Only actions on all objects of
 * a kind are looked at: a right on one named object is not found here (see `Access.grants`).
 */
export function reachInto(options: {
  access: Access;
  subject: AccessSubject;
  namespaces: readonly string[];
}): readonly NamespaceReach[] {
  const { access, subject, namespaces } = options;
  return namespaces.map((namespace) => {
    const allowed = writable.flatMap((target) =>
      writing.flatMap((verb) => {
        const [by] = access.grants(subject, { verb, ...target, namespace });
        return by ? [{ action: `${verb} ${words(target)}`, by }] : [];
      }),
    );
    const secrets = access.grants(subject, { verb: 'get', resource: 'secrets', namespace });
    return { namespace, writes: allowed.length > 0, readsSecrets: secrets.length > 0, allowed };
  });
}

function words(target: { group: string; resource: string; subresource?: string }): string {
  const { group, resource, subresource } = target;
  const whole = subresource === undefined ? resource : `${resource}/${subresource}`;
  return group === '' ? whole : `${whole}.${group}`;
}
