import { field, labelsField, listField, textField } from '../json.ts';
import { type AccessRule, rulesOf } from './rule.ts';

/**
 * The rules of every ClusterRole by its name. A role that is aggregated has the rules of those that its selectors
 * choose, also when the cluster has not written them into it yet.
 */
export function rulesOfClusterRoles(clusterRoles: readonly unknown[]): ReadonlyMap<string, readonly AccessRule[]> {
  function gather(role: unknown, seen: readonly unknown[]): readonly AccessRule[] {
    const selectors = listField(role, 'aggregationRule', 'clusterRoleSelectors');
    const chosen = clusterRoles.filter(
      (one) => !seen.includes(one) && selectors.some((selector) => selects(selector, one)),
    );
    return [...rulesOf(role), ...chosen.flatMap((one) => gather(one, [...seen, one]))];
  }
  return new Map(clusterRoles.map((role) => [textField(role, 'metadata', 'name'), gather(role, [role])]));
}

/** Whether a label selector chooses an object. An empty selector chooses all. */
function selects(selector: unknown, object: unknown): boolean {
  const labels = labelsField(object, 'metadata', 'labels');
  return (
    Object.entries(labelsField(selector, 'matchLabels')).every(([name, value]) => labels[name] === value) &&
    listField(selector, 'matchExpressions').every((one) => {
      const value = labels[textField(one, 'key')];
      const isAmong = value !== undefined && listField(one, 'values').includes(value);
      switch (field(one, 'operator')) {
        case 'In':
          return isAmong;
        case 'NotIn':
          return !isAmong;
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          return false;
      }
    })
  );
}
