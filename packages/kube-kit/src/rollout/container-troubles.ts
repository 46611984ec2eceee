import { field, listField, numberField, textField } from '../json.ts';
import { eventMessages } from './new-pods.ts';
import type { RolloutTrouble } from './trouble.ts';

const imageReasons = [
  'ImagePullBackOff',
  'ErrImagePull',
  'ErrImageNeverPull',
  'InvalidImageName',
  'RegistryUnavailable',
  'ImageInspectError',
];
const settingsReasons = [
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'CreatePodSandboxError',
];

/** Why the containers of a pod do not run or are not ready. */
export function containerTroubles(pod: unknown, events: readonly unknown[]): readonly RolloutTrouble[] {
  const init = listField(pod, 'status', 'initContainerStatuses').map((status) => troubleOfStatus({ pod, status }));
  const usual = listField(pod, 'status', 'containerStatuses').map((status) => troubleOfStatus({ pod, status, events }));
  return [...init, ...usual].filter((trouble) => trouble !== undefined);
}

/** Readiness is asked only of containers that are no init containers, which are given without events. */
function troubleOfStatus(options: {
  pod: unknown;
  status: unknown;
  events?: readonly unknown[];
}): RolloutTrouble | undefined {
  const { pod, status, events } = options;
  const pods = [textField(pod, 'metadata', 'name')];
  const container = textField(status, 'name');
  const waiting = textField(status, 'state', 'waiting', 'reason');
  const said = firstLine(textField(status, 'state', 'waiting', 'message'));
  if (imageReasons.includes(waiting)) {
    const image = textField(status, 'image') || imageOf(pod, container);
    const hint =
      'check that the image and its tag are in the registry, and that the pods may pull it (imagePullSecrets)';
    return {
      kind: 'image',
      message: sentence(`${container}: the image ${image} cannot be pulled (${waiting})`, withoutBackOff(said)),
      hint,
      pods,
    };
  }
  if (settingsReasons.includes(waiting)) {
    const hint = 'create what the message names (Secret, ConfigMap), or mend the container’s command';
    return { kind: 'settings', message: sentence(`${container} cannot be started (${waiting})`, said), hint, pods };
  }
  const ended = field(status, 'state', 'terminated') ?? field(status, 'lastState', 'terminated');
  if (waiting === 'CrashLoopBackOff' || (field(status, 'ready') !== true && hasFailed(ended)))
    return crash({ container, ended, pods });
  if (events && field(status, 'ready') !== true && field(status, 'state', 'running') !== undefined)
    return notReady({ pod, container, events, pods });
  return undefined;
}

function hasFailed(ended: unknown): boolean {
  const code = numberField(ended, 'exitCode');
  return code !== undefined && code !== 0;
}

function crash(options: { container: string; ended: unknown; pods: readonly string[] }): RolloutTrouble {
  const { container, ended, pods } = options;
  const reason = textField(ended, 'reason');
  const code = numberField(ended, 'exitCode');
  const how =
    code === undefined
      ? ''
      : `, last with exit code ${code}${reason === '' || reason === 'Error' ? '' : ` (${reason})`}`;
  const hint =
    reason === 'OOMKilled'
      ? 'give the container more memory (resources.limits.memory), or make it use less'
      : `read why in its log: kubectl logs ${pods[0] ?? 'POD'} -c ${container} --previous`;
  return { kind: 'crash', message: `${container} ends again and again${how}`, hint, pods };
}

function notReady(options: {
  pod: unknown;
  container: string;
  events: readonly unknown[];
  pods: readonly string[];
}): RolloutTrouble {
  const { pod, container, events, pods } = options;
  const [said] = eventMessages({ events, about: pod, reasons: ['Unhealthy', 'ProbeWarning'] });
  if (said !== undefined) {
    const hint = 'check path, port and times of the probe, and what the container answers to it';
    return { kind: 'probe', message: `${container} runs but is not ready: ${firstLine(said)}`, hint, pods };
  }
  const probed = listField(pod, 'spec', 'containers').find((one) => textField(one, 'name') === container);
  const isProbed = field(probed, 'readinessProbe') !== undefined || field(probed, 'startupProbe') !== undefined;
  const hint = `look at its log and events: kubectl describe pod ${pods[0] ?? 'POD'}`;
  const message = isProbed
    ? `${container} runs, but its probe has not passed yet`
    : `${container} runs but is not ready`;
  return { kind: isProbed ? 'probe' : 'not ready', message, hint, pods };
}

function imageOf(pod: unknown, container: string): string {
  const all = [...listField(pod, 'spec', 'containers'), ...listField(pod, 'spec', 'initContainers')];
  return textField(
    all.find((one) => textField(one, 'name') === container),
    'image',
  );
}

function sentence(message: string, said: string): string {
  return said === '' ? message : `${message}: ${said}`;
}

/** "Back-off pulling image …" says again what was said, and, behind the colon, what the registry answered. */
function withoutBackOff(said: string): string {
  return said.replace(/^Back-off pulling image "[^"]*"(: )?/, '');
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
