import { field, listField } from '../json.ts';

/** One rule of a Role or ClusterRole. */
export interface AccessRule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceUrls: readonly string[];
}

/** What is to be done to which resource, or to which path that is no resource. */
export type AccessAction =
  | {
      /** `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`, `impersonate` … */
      readonly verb: string;
      /** Empty for the core group. */
      readonly group?: string | undefined;
      /** In the plural: `deployments`. */
      readonly resource: string;
      /** `log`, `exec`, `scale`. */
      readonly subresource?: string | undefined;
      /** None: all namespaces, or a resource that has none. */
      readonly namespace?: string | undefined;
      /** The one object that is meant; none for `list`, `watch`, `create` and `deletecollection` of all. */
      readonly name?: string | undefined;
    }
  | { readonly verb: string; readonly path: string };

/** The rules of a Role or ClusterRole object. */
export function rulesOf(role: unknown): readonly AccessRule[] {
  return listField(role, 'rules').map((rule) => ({
    verbs: texts(rule, 'verbs'),
    apiGroups: texts(rule, 'apiGroups'),
    resources: texts(rule, 'resources'),
    resourceNames: texts(rule, 'resourceNames'),
    nonResourceUrls: texts(rule, 'nonResourceURLs'),
  }));
}

/** Whether a rule allows an action, as the API server's RBAC decides it. Namespaces are the binding's business. */
export function ruleAllows(rule: AccessRule, action: AccessAction): boolean {
  if (!includesOrAll(rule.verbs, action.verb)) return false;
  if ('path' in action) return rule.nonResourceUrls.some((url) => urlCovers(url, action.path));
  return (
    includesOrAll(rule.apiGroups, action.group ?? '') &&
    rule.resources.some((resource) => resourceCovers(resource, action)) &&
    // A rule for named objects says nothing of requests that name none.
    (rule.resourceNames.length === 0 || (action.name !== undefined && rule.resourceNames.includes(action.name)))
  );
}

function resourceCovers(covered: string, action: { resource: string; subresource?: string | undefined }): boolean {
  const { resource, subresource } = action;
  if (covered === '*') return true;
  if (!subresource) return covered === resource;
  return covered === `${resource}/${subresource}` || covered === `*/${subresource}`;
}

function urlCovers(covered: string, path: string): boolean {
  if (covered === '*' || covered === path) return true;
  // As the API server does it, whatever stars end the path are cut off together.
  return covered.endsWith('*') && path.startsWith(covered.replace(/\*+$/, ''));
}

function includesOrAll(values: readonly string[], wanted: string): boolean {
  return values.includes('*') || values.includes(wanted);
}

function texts(rule: unknown, key: string): readonly string[] {
  const found = field(rule, key);
  return Array.isArray(found) ? found.filter((one): one is string => typeof one === 'string') : [];
}
