import { field, listField, numberField, textField } from '../json.ts';
import { imageBehaviourOf } from './image-behaviour.ts';

/** One container of a pod, as far as it can be answered for. */
export interface KnownContainer {
  readonly name: string;
  readonly image: string;
  /** The ports it declares; one that declares none answers at every port. */
  readonly ports: readonly number[];
  /** Its environment, where the values stand in the pod itself. */
  readonly env: Readonly<Record<string, string>>;
  /** How often it was started again. */
  readonly restarts: number;
  /** When the running one was started. */
  readonly runningSince: string | undefined;
  /** Why it waits, such as `ImagePullBackOff`. */
  readonly waiting: string | undefined;
}

/** A pod, as far as it can be answered for. */
export interface KnownPod {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly addresses: readonly string[];
  readonly containers: readonly KnownContainer[];
  readonly phase: string;
  /** Whether connections to it are taken: it runs, is ready, is not on its way out, and its images are none that fail to start. */
  readonly serving: boolean;
}

/** Reads a Pod object of the API server. */
export function knownPodOf(pod: unknown): KnownPod {
  const statuses = listField(pod, 'status', 'containerStatuses');
  const containers = listField(pod, 'spec', 'containers').map((container) =>
    containerOf(
      container,
      statuses.find((status) => textField(status, 'name') === textField(container, 'name')),
    ),
  );
  const phase = textField(pod, 'status', 'phase');
  const ready = listField(pod, 'status', 'conditions').some(
    (condition) => textField(condition, 'type') === 'Ready' && textField(condition, 'status') === 'True',
  );
  const leaving = textField(pod, 'metadata', 'deletionTimestamp') !== '';
  const starts = containers.every(({ image }) => ['works', 'answers 500'].includes(imageBehaviourOf(image)));
  return {
    uid: textField(pod, 'metadata', 'uid'),
    namespace: textField(pod, 'metadata', 'namespace'),
    name: textField(pod, 'metadata', 'name'),
    node: textField(pod, 'spec', 'nodeName'),
    addresses: addressesOf(pod),
    containers,
    phase,
    serving: phase === 'Running' && ready && !leaving && starts,
  };
}

function containerOf(container: unknown, status: unknown): KnownContainer {
  const env = listField(container, 'env').flatMap((entry) =>
    typeof field(entry, 'value') === 'string' ? [[textField(entry, 'name'), textField(entry, 'value')] as const] : [],
  );
  return {
    name: textField(container, 'name'),
    image: textField(container, 'image'),
    ports: listField(container, 'ports').flatMap((port) => numberField(port, 'containerPort') ?? []),
    env: Object.fromEntries(env),
    restarts: numberField(status, 'restartCount') ?? 0,
    runningSince: textField(status, 'state', 'running', 'startedAt') || undefined,
    waiting: textField(status, 'state', 'waiting', 'reason') || undefined,
  };
}

function addressesOf(pod: unknown): readonly string[] {
  const all = [
    textField(pod, 'status', 'podIP'),
    ...listField(pod, 'status', 'podIPs').map((one) => textField(one, 'ip')),
  ];
  return [...new Set(all)].filter((address) => address !== '');
}

/** The container that listens at a port; the pod's first one when none of them says where it listens. */
export function containerAt({ containers }: KnownPod, port: number): KnownContainer | undefined {
  const declared = containers.find(({ ports }) => ports.includes(port));
  if (declared !== undefined) return declared;
  return containers.some(({ ports }) => ports.length > 0) ? undefined : containers[0];
}
