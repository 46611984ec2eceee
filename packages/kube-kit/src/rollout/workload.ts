import { objectPath } from '../connect/api.ts';
import { field, labelsField, listField, textField } from '../json.ts';

/** The kinds of objects whose rollouts are judged. */
export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet';

/** One workload by its kind and name. */
export type WorkloadQuestion = { namespace: string } & (
  | { deployment: string }
  | { statefulSet: string }
  | { daemonSet: string }
);

/** The same, in one shape. */
export interface WorkloadName {
  kind: WorkloadKind;
  namespace: string;
  name: string;
}

const plurals = { Deployment: 'deployments', StatefulSet: 'statefulsets', DaemonSet: 'daemonsets' } as const;
const words = { Deployment: 'deployment', StatefulSet: 'stateful set', DaemonSet: 'daemon set' } as const;

export function workloadNameOf(question: WorkloadQuestion): WorkloadName {
  const { namespace } = question;
  if ('deployment' in question) return { kind: 'Deployment', namespace, name: question.deployment };
  if ('statefulSet' in question) return { kind: 'StatefulSet', namespace, name: question.statefulSet };
  return { kind: 'DaemonSet', namespace, name: question.daemonSet };
}

/** `deployment pay/api`. */
export function workloadWords({ kind, namespace, name }: WorkloadName): string {
  return `${words[kind]} ${namespace}/${name}`;
}

/** The path of the workload; without a name, of the list of its kind. */
export function workloadPath(workload: { kind: WorkloadKind; namespace: string; name?: string }): string {
  const { kind, namespace, name } = workload;
  return objectPath({ apiVersion: 'apps/v1', plural: plurals[kind], namespace, name });
}

/** The text form of a label selector, as queries want it. */
export function selectorText(selector: unknown): string {
  const labels = Object.entries(labelsField(selector, 'matchLabels')).map(([name, value]) => `${name}=${value}`);
  const expressions = listField(selector, 'matchExpressions').map((one) => {
    const key = textField(one, 'key');
    const values = listField(one, 'values').join(',');
    switch (field(one, 'operator')) {
      case 'In':
        return `${key} in (${values})`;
      case 'NotIn':
        return `${key} notin (${values})`;
      case 'DoesNotExist':
        return `!${key}`;
      default:
        return key;
    }
  });
  return [...labels, ...expressions].join(',');
}
