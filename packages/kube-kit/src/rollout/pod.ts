import { field, listField, numberField, textField } from '../json.ts';

/** A pod in a few words, for saying why something is not well. */
export interface PodState {
  name: string;
  /** `Running`, `Pending` … as the cluster says it. */
  phase: string;
  /** Containers that are ready, of all. */
  ready: number;
  containers: number;
  restarts: number;
  /** Why a container waits or last ended (`CrashLoopBackOff`, `OOMKilled`), or why the pod was put aside. */
  lastReason?: string;
}

/** The short state of a Pod object. How a container last ended says more than that it waits to start again. */
export function podStateOf(pod: unknown): PodState {
  const statuses = listField(pod, 'status', 'containerStatuses');
  const reasons = [
    ...statuses.map((status) => textField(status, 'lastState', 'terminated', 'reason')),
    ...statuses.map((status) => textField(status, 'state', 'terminated', 'reason')),
    ...statuses.map((status) => textField(status, 'state', 'waiting', 'reason')),
    textField(pod, 'status', 'reason'),
    ...listField(pod, 'status', 'conditions').map((one) =>
      field(one, 'status') === 'False' ? textField(one, 'reason') : '',
    ),
  ];
  const lastReason = reasons.find(
    (reason) => reason !== '' && reason !== 'Completed' && reason !== 'ContainersNotReady',
  );
  return {
    name: textField(pod, 'metadata', 'name'),
    phase: textField(pod, 'status', 'phase'),
    ready: statuses.filter((status) => field(status, 'ready') === true).length,
    containers: listField(pod, 'spec', 'containers').length || statuses.length,
    restarts: statuses.reduce<number>((sum, status) => sum + (numberField(status, 'restartCount') ?? 0), 0),
    ...(lastReason === undefined ? {} : { lastReason }),
  };
}
