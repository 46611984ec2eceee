import { expect, it } from 'vitest';
import { kubeletAskOf, kubeletPathOf, logQuestionOf } from './kubelet-path.ts';
import { createPodLogs, logText } from './pod-log.ts';

const lines = [1, 2, 3].map((at) => ({ time: `2026-12-01T10:00:0${at}Z`, text: `line ${at}` }));

it.each<[string, string]>([
  ['', 'line 1\nline 2\nline 3\n'],
  ['tailLines=2', 'line 2\nline 3\n'],
  ['tailLines=0', ''],
  ['sinceTime=2026-12-01T10:00:03Z', 'line 3\n'],
  ['sinceSeconds=2', 'line 2\nline 3\n'],
  ['timestamps=true&tailLines=1', '2026-12-01T10:00:03Z line 3\n'],
  ['limitBytes=4', 'line'],
])('a log that is asked for with %j', (query, text) => {
  const question = logQuestionOf(new URLSearchParams(query), Date.parse('2026-12-01T10:00:04Z'));

  expect(logText(lines, question)).toBe(text);
});

it('keeps the start before the present one, and no more', () => {
  const logs = createPodLogs();
  const at = { uid: 'a', container: 'web' };
  for (const start of [0, 1, 2]) logs.write({ ...at, start }, { time: '', text: `start ${start}` });

  expect(logs.read(at, {})).toBe('start 2\n');
  expect(logs.read(at, { previous: true })).toBe('start 1\n');
  expect(logs.read({ ...at, container: 'other' }, {})).toBeUndefined();
});

it('who follows hears the lines of that container, and the end of the pod', () => {
  const logs = createPodLogs();
  const heard: string[] = [];
  const listener = { line: ({ text }: { text: string }) => void heard.push(text), end: () => void heard.push('end') };
  logs.follow({ uid: 'a', container: 'web' }, listener);
  const stop = logs.follow({ uid: 'a', container: 'web' }, { ...listener });
  stop();

  logs.write({ uid: 'a', container: 'web', start: 0 }, { time: '', text: 'one' });
  logs.write({ uid: 'a', container: 'side', start: 0 }, { time: '', text: 'other' });
  logs.forget('a');

  expect(heard).toEqual(['one', 'end']);
});

it.each([
  ['/exec/pay/web-1/web?command=curl&command=-s&output=1', 'exec', 'web'],
  ['/exec/pay/web-1/uid-1/web?command=curl&command=-s', 'exec', 'web'],
  ['/portForward/pay/web-1', 'portForward', ''],
  ['/portForward/pay/web-1/uid-1', 'portForward', ''],
  ['/containerLogs/pay/web-1/web?follow=true', 'containerLogs', 'web'],
])('a kubelet is asked %s', (path, ask, container) => {
  expect(kubeletAskOf(path)).toMatchObject({ ask, namespace: 'pay', pod: 'web-1', container });
});

it.each(['/healthz', '/metrics/cadvisor', '/exec', '/exec/pay', '/runningpods/'])(
  '%s is about no container',
  (path) => {
    expect(kubeletAskOf(path)).toBeUndefined();
  },
);

it('another command takes the place of the one that was asked for, whatever signs it has', () => {
  const ask = kubeletAskOf('/exec/pay/web-1/uid-1/web?command=curl&command=-s&output=1&tty=0');
  if (ask === undefined) throw new Error('an exec');

  const path = kubeletPathOf({ ...ask, pod: 'exec-1' }, ['/usr/bin/node', 'a b&command=rm']);

  expect(path).toBe('/exec/pay/exec-1/web?output=1&tty=0&command=%2Fusr%2Fbin%2Fnode&command=a+b%26command%3Drm');
});
