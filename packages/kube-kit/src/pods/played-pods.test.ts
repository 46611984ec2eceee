import { describe, expect, it } from 'vitest';
import type { KnownPod } from './known-pod.ts';
import { notRunning, playPods } from './played-pods.ts';
import { createPodBook } from './pod-book.ts';
import { createPodLogs } from './pod-log.ts';
import { podObject } from './pod-object.test-data.ts';

function playing() {
  const book = createPodBook();
  const logs = createPodLogs();
  const paused: number[] = [];
  const played = playPods({
    ...{ book, logs, now: () => new Date('2026-12-01T12:00:00Z') },
    pause: async (ms) => void paused.push(ms),
  });
  const run = (pod: KnownPod, ...words: string[]) => {
    const [container] = pod.containers;
    if (container === undefined) throw new Error('a pod without containers');
    return played.run({ pod, container, words });
  };
  const logOf = (pod: KnownPod, question = {}) => logs.read({ uid: pod.uid, container: 'web' }, question);
  return { book, played, run, logOf, paused };
}

describe('a command in a pod', () => {
  it('reaches that very pod by localhost, and another by its address', async () => {
    const { book, run } = playing();
    const one = book.put(podObject({ name: 'one', image: 'web:1' }));
    book.put(podObject({ name: 'two', image: 'web:2-failing', ip: '10.244.0.3' }));

    const own = await run(one, 'curl', '-s', 'http://localhost/');
    const other = await run(one, 'sh', '-c', `curl -s -o /dev/null -w '%{http_code}' http://10.244.0.3/`);

    expect(JSON.parse(own.stdout)).toMatchObject({ pod: 'one', namespace: 'pay', image: 'web:1' });
    expect(other).toEqual({ stdout: '500', stderr: '', exit: 0 });
    expect(await run(one, 'curl', '-sS', 'http://10.244.0.4/')).toMatchObject({ exit: 7 });
    expect(await run(one, 'curl', '-sS', 'http://example.com/')).toMatchObject({ exit: 6 });
  });

  it.each<[readonly string[], string, number]>([
    [['hostname'], 'web-1\n', 0],
    [['echo', 'a', 'b'], 'a b\n', 0],
    [['printenv', 'LIMIT'], '5\n', 0],
    [['printenv', 'constructor'], '', 1],
    [['env'], 'HOSTNAME=web-1\nLIMIT=5\n', 0],
    [['true'], '', 0],
    [['false'], '', 1],
    [['wget', '-q', '-O', '-', 'http://localhost:81/'], '', 1],
    [['/bin/sh', '-c', 'echo hi'], 'hi\n', 0],
    [['sh', '-c', 'rm -rf / && echo'], '', 126],
    [['sh'], '', 126],
    [['rm', '-rf', '/'], '', 127],
    [['/usr/bin/python3', '-c', 'x'], '', 127],
  ])('%j', async (words, stdout, exit) => {
    const { book, run } = playing();
    const env = [
      { name: 'LIMIT', value: '5' },
      { name: 'SECRET', valueFrom: {} },
    ];

    expect(await run(book.put(podObject({ name: 'web-1', env })), ...words)).toMatchObject({ stdout, exit });
  });

  it('sleeps by the clock it was given', async () => {
    const { book, run, paused } = playing();

    await run(book.put(podObject({ name: 'web-1' })), 'sleep', '2.5');

    expect(paused).toEqual([2500]);
  });
});

describe('the log of a pod', () => {
  it('has its start and every request', () => {
    const { book, played, logOf } = playing();
    const pod = book.put(podObject({ name: 'web-1' }));
    book.put(podObject({ name: 'web-1' }));

    played.answer({ pod, port: 80, method: 'GET', path: '/health', agent: 'train' });

    expect(logOf(pod)?.split('\n')).toEqual([
      'web: start of web:1.0.0',
      expect.stringMatching(/^"GET \/health HTTP\/1.1" 200 \d+ "train"$/),
      '',
    ]);
    expect(logOf(pod, { tailLines: 1, timestamps: true })).toMatch(/^2026-12-01T12:00:00.000Z "GET/);
  });

  it('of one that crashes is kept for the start before, too', () => {
    const { book, logOf } = playing();
    const image = 'web:1-crash';
    const waiting = { waiting: { reason: 'CrashLoopBackOff' } };
    book.put(podObject({ name: 'web-1', image }));
    book.put(podObject({ name: 'web-1', image, restarts: 1, state: waiting }));
    const pod = book.put(podObject({ name: 'web-1', image, restarts: 1 }));

    expect(logOf(pod, { previous: true })).toBe('web: start of web:1-crash\nweb: crashed with exit code 1\n');
    expect(logOf(pod)).toBe('web: start of web:1-crash\n');
  });

  it('ends with the pod, and a gone pod answers nothing', () => {
    const { book, played, logOf } = playing();
    const pod = book.put(podObject({ name: 'web-1' }));

    book.remove(podObject({ name: 'web-1' }));

    expect(logOf(pod)).toBeUndefined();
    expect(played.answer({ pod, port: 80, method: 'GET', path: '/' })).toBeUndefined();
  });
});

it.each<[string, object, string | undefined]>([
  ['web:1', { running: { startedAt: 'now' } }, undefined],
  ['web:1-broken', { waiting: { reason: 'ImagePullBackOff' } }, 'failing to pull image'],
  ['web:1-crash', { waiting: { reason: 'CrashLoopBackOff' } }, 'CrashLoopBackOff'],
  ['web:1', {}, 'is not running'],
])('a container of %s in the state %j says why it cannot be entered', (image, state, why) => {
  const pod = createPodBook().put(podObject({ name: 'web-1', image, state }));
  const [container] = pod.containers;
  if (container === undefined) throw new Error('a pod without containers');

  const said = notRunning(pod, container);

  expect(said).toEqual(why === undefined ? undefined : expect.stringContaining(why));
});
