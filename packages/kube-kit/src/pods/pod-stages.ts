import { parseAllDocuments, stringify } from 'yaml';
import { field, listField, textField } from '../json.ts';
import { type ImageBehaviour, imagePatterns } from './image-behaviour.ts';

/** A requirement of a kwok Stage: a jq expression over the object, and whether it must give something. */
interface Requirement {
  readonly key: string;
  readonly operator: 'Exists' | 'DoesNotExist' | 'In' | 'NotIn';
  readonly values?: readonly string[];
}

/**
 * The stages by which kwok's pods and nodes come and go, made from the ones that kwok ships (YAML): `pod-ready` passes
 * over images that do not work, and further stages let those hang as a kubelet would: ErrImagePull and ImagePullBackOff,
 * CrashLoopBackOff with a pause that doubles up to five minutes, running but never ready. Throws when the text has no
 * stage `pod-ready`.
 */
export function podStages(upstream: string): string {
  const stages = parseAllDocuments(upstream).flatMap((document): unknown[] => document.toJS() ?? []);
  if (!stages.some(isPodReady)) throw new Error('the stages of kwok have no pod-ready');
  const changed = stages.map((stage) => (isPodReady(stage) ? onlyWorking(stage) : stage));
  return [...changed, ...hangingStages()].map((stage) => stringify(stage)).join('---\n');
}

function isPodReady(stage: unknown): boolean {
  return textField(stage, 'metadata', 'name') === 'pod-ready';
}

function onlyWorking(stage: unknown): object {
  const spec = field(stage, 'spec');
  const selector = field(stage, 'spec', 'selector');
  const matchExpressions = [
    ...listField(selector, 'matchExpressions'),
    ...(['cannot be pulled', 'crashes', 'never ready'] as const).map((behaviour) => without(behaviour)),
  ];
  return {
    ...Object(stage),
    spec: { ...Object(spec), selector: { ...Object(selector), matchExpressions } },
  };
}

function hangingStages(): readonly object[] {
  const pending: Requirement = { key: '.status.phase', operator: 'In', values: ['Pending'] };
  const running: Requirement = { key: '.status.phase', operator: 'In', values: ['Running'] };
  return [
    stage({
      name: 'pod-image-missing',
      when: [pending, having('cannot be pulled'), { key: waitingReason, operator: 'DoesNotExist' }],
      status: waitingStatus('ErrImagePull', 'failed to pull and unpack image {{ .image }}: not found'),
      event: { type: 'Warning', reason: 'Failed', message: 'Error: ErrImagePull' },
    }),
    stage({
      name: 'pod-image-back-off',
      when: [pending, { key: waitingReason, operator: 'In', values: ['ErrImagePull'] }],
      delayMs: 1000,
      status: waitingStatus('ImagePullBackOff', 'Back-off pulling image {{ .image }}'),
      event: { type: 'Warning', reason: 'Failed', message: 'Error: ImagePullBackOff' },
    }),
    stage({
      name: 'pod-crash-start',
      when: [pending, having('crashes'), without('cannot be pulled')],
      status: startedStatus,
    }),
    stage({
      name: 'pod-crash',
      when: [running, having('crashes'), { key: runningSince, operator: 'Exists' }],
      delayMs: 300,
      status: crashedStatus,
      event: { type: 'Warning', reason: 'BackOff', message: 'Back-off restarting failed container' },
    }),
    stage({
      name: 'pod-crash-restart',
      when: [running, { key: waitingReason, operator: 'In', values: ['CrashLoopBackOff'] }],
      // As long as a kubelet waits: ten seconds, then twice as long each time, up to five minutes.
      delayFrom: `"\\([300, 10 * pow(2; ([${restarts}, 6] | min) - 1)] | min)s"`,
      status: runningStatus('{{ (index $.status.containerStatuses $index).restartCount }}'),
    }),
    stage({
      name: 'pod-unready',
      when: [pending, having('never ready'), without('cannot be pulled'), without('crashes')],
      status: startedStatus,
      event: {
        type: 'Warning',
        reason: 'Unhealthy',
        message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
      },
    }),
  ];
}

const firstStatus = '.status.containerStatuses[]?';
const waitingReason = `${firstStatus} | .state.waiting.reason`;
const runningSince = `${firstStatus} | select(.ready != true) | .state.running.startedAt`;
const restarts = '([.status.containerStatuses[]?.restartCount, 1] | max)';

function patternOf(behaviour: ImageBehaviour): string {
  return imagePatterns.find((one) => one.behaviour === behaviour)?.pattern ?? '';
}

function imagesOf(behaviour: ImageBehaviour): string {
  return `.spec.containers[]? | .image | select(test("${patternOf(behaviour)}"))`;
}

function having(behaviour: ImageBehaviour): Requirement {
  return { key: imagesOf(behaviour), operator: 'Exists' };
}

function without(behaviour: ImageBehaviour): Requirement {
  return { key: imagesOf(behaviour), operator: 'DoesNotExist' };
}

function stage(options: {
  name: string;
  when: readonly Requirement[];
  status: string;
  delayMs?: number;
  delayFrom?: string;
  event?: { type: string; reason: string; message: string };
}): object {
  const { name, when, status, delayMs, delayFrom, event } = options;
  const leaving: Requirement = { key: '.metadata.deletionTimestamp', operator: 'DoesNotExist' };
  const delay = {
    ...(delayMs === undefined ? {} : { durationMilliseconds: delayMs }),
    ...(delayFrom === undefined ? {} : { durationMilliseconds: 10_000, durationFrom: { expressionFrom: delayFrom } }),
  };
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'Stage',
    metadata: { name },
    spec: {
      resourceRef: { apiGroup: 'v1', kind: 'Pod' },
      selector: { matchExpressions: [leaving, ...when] },
      ...(Object.keys(delay).length === 0 ? {} : { delay }),
      next: { statusTemplate: status, ...(event === undefined ? {} : { event }) },
    },
  };
}

const unreadyConditions = `{{ $now := Now }}
conditions:
- {type: Initialized, status: "True", lastTransitionTime: {{ $now | Quote }}}
- {type: Ready, status: "False", reason: ContainersNotReady, lastTransitionTime: {{ $now | Quote }}}
- {type: ContainersReady, status: "False", reason: ContainersNotReady, lastTransitionTime: {{ $now | Quote }}}
startTime: {{ or $.status.startTime $now | Quote }}
`;

const placed = `{{ with NodeIPsWith $.spec.nodeName }}
hostIP: {{ index . 0 | Quote }}
hostIPs:
{{ range . }}
- ip: {{ . | Quote }}
{{ end }}
{{ end }}
`;

const addressed = `${placed}{{ with PodIPsWith $.spec.nodeName ( or $.spec.hostNetwork false ) ( or $.metadata.uid "" ) ( or $.metadata.name "" ) ( or $.metadata.namespace "" ) }}
podIP: {{ index . 0 | Quote }}
podIPs:
{{ range . }}
- ip: {{ . | Quote }}
{{ end }}
{{ end }}
phase: Running
`;

/** Images that are there run, the others wait. */
function waitingStatus(reason: string, message: string): string {
  return `${unreadyConditions}${placed}containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  restartCount: 0
  {{ if regexMatch "${patternOf('cannot be pulled')}" .image }}
  ready: false
  started: false
  state: {waiting: {reason: ${reason}, message: {{ printf ${goText(message)} .image | Quote }}}}
  {{ else }}
  ready: true
  started: true
  state: {running: {startedAt: {{ $now | Quote }}}}
  {{ end }}
{{ end }}
`;
}

/** `failed to pull {{ .image }}` as the format of a printf. */
function goText(message: string): string {
  return JSON.stringify(message.replace('{{ .image }}', '%q'));
}

function runningStatus(restartCount: string): string {
  return `${unreadyConditions}containerStatuses:
{{ range $index, $item := .spec.containers }}
- name: {{ $item.name | Quote }}
  image: {{ $item.image | Quote }}
  restartCount: ${restartCount}
  ready: {{ not (regexMatch "${patternOf('crashes')}|${patternOf('never ready')}" $item.image) }}
  started: true
  state: {running: {startedAt: {{ $now | Quote }}}}
{{ end }}
`;
}

const startedStatus = `${runningStatus('0')}${addressed}`;

const crashedStatus = `${unreadyConditions}containerStatuses:
{{ range $index, $item := .spec.containers }}
{{ $was := index $.status.containerStatuses $index }}
- name: {{ $item.name | Quote }}
  image: {{ $item.image | Quote }}
  {{ if regexMatch "${patternOf('crashes')}" $item.image }}
  restartCount: {{ add $was.restartCount 1 }}
  ready: false
  started: false
  state: {waiting: {reason: CrashLoopBackOff, message: {{ printf "back-off restarting failed container %s" $item.name | Quote }}}}
  lastState: {terminated: {exitCode: 1, reason: Error, startedAt: {{ $was.state.running.startedAt | Quote }}, finishedAt: {{ $now | Quote }}}}
  {{ else }}
  restartCount: {{ $was.restartCount }}
  ready: true
  started: true
  state: {running: {startedAt: {{ $now | Quote }}}}
  {{ end }}
{{ end }}
`;
