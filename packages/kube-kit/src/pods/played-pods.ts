import type { CommandEnd, InsideAnswer, InsideQuestion } from './curl.ts';
import { imageBehaviourOf } from './image-behaviour.ts';
import { containerAt, type KnownContainer, type KnownPod } from './known-pod.ts';
import { type PodAnswer, podAnswerOf } from './pod-answer.ts';
import type { PodBook } from './pod-book.ts';
import { playCommand } from './pod-command.ts';
import type { PodLogs } from './pod-log.ts';

/** The pods of a cluster, as something that answers. */
export interface PlayedPods {
  /** What a pod answers; undefined where nothing listens. The request stands in the pod's log. */
  answer(question: PlayedQuestion): PodAnswer | undefined;
  /** Does a command in a container. */
  run(command: { pod: KnownPod; container: KnownContainer; words: readonly string[] }): Promise<CommandEnd>;
}

interface PlayedQuestion {
  readonly pod: Pick<KnownPod, 'namespace' | 'name' | 'uid'>;
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly agent?: string | undefined;
}

/** Plays the pods of a book: they answer, they run few commands, and they write logs of what they do. */
export function playPods(options: {
  book: PodBook;
  logs: PodLogs;
  now: () => Date;
  pause: (ms: number) => Promise<void>;
}): PlayedPods {
  const { book, logs, now, pause } = options;
  const told = new Map<string, Set<string>>();

  function tellOnce(
    pod: KnownPod,
    container: KnownContainer,
    line: { start: number; time: string; text: string },
  ): void {
    const of = told.get(pod.uid) ?? new Set();
    told.set(pod.uid, of);
    const key = `${container.name} ${line.start} ${line.text}`;
    if (of.has(key)) return;
    of.add(key);
    logs.write({ uid: pod.uid, container: container.name, start: line.start }, line);
  }

  function tellStart(pod: KnownPod, container: KnownContainer): void {
    const { image, restarts, runningSince, waiting } = container;
    const text = `${container.name}: start of ${image}`;
    if (runningSince !== undefined) tellOnce(pod, container, { start: restarts, time: runningSince, text });
    if (waiting !== 'CrashLoopBackOff') return;
    const time = now().toISOString();
    tellOnce(pod, container, { start: restarts - 1, time, text });
    tellOnce(pod, container, { start: restarts - 1, time, text: `${container.name}: crashed with exit code 1` });
  }

  book.listen({
    put(pod) {
      for (const container of pod.containers) tellStart(pod, container);
    },
    gone(pod) {
      told.delete(pod.uid);
      logs.forget(pod.uid);
    },
  });

  function answer({ pod: asked, port, method, path, agent = '-' }: PlayedQuestion): PodAnswer | undefined {
    const pod = book.byName(asked.namespace, asked.name);
    if (pod === undefined || pod.uid !== asked.uid) return undefined;
    const given = podAnswerOf({ pod, port, method, path });
    const container = given && containerAt(pod, port);
    if (given === undefined || container === undefined) return undefined;
    const time = now().toISOString();
    const text = `"${method} ${path} HTTP/1.1" ${given.status} ${Buffer.byteLength(given.body)} "${agent}"`;
    logs.write({ uid: pod.uid, container: container.name, start: container.restarts }, { time, text });
    return given;
  }

  async function askFrom(pod: KnownPod, { host, port, method, path }: InsideQuestion): Promise<InsideAnswer> {
    const at = isItself(pod, host) ? pod : /^[\d.]+$|:/.test(host) ? book.servingAt(host, port) : 'unknown host';
    if (at === 'unknown host') return at;
    if (at === undefined) return 'refused';
    return answer({ pod: at, port, method, path, agent: 'curl' }) ?? 'refused';
  }

  return {
    answer,
    async run({ pod, container, words }) {
      return playCommand({ pod, container, words, pause, ask: (question) => askFrom(pod, question) });
    },
  };
}

function isItself({ name, addresses }: KnownPod, host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host) || host === name || addresses.includes(host);
}

/** Why a container cannot be entered or has no log, in a kubelet's words; undefined when it runs. */
export function notRunning(pod: KnownPod, container: KnownContainer): string | undefined {
  if (container.runningSince !== undefined) return undefined;
  const at = `container "${container.name}" in pod "${pod.name}"`;
  if (imageBehaviourOf(container.image) === 'cannot be pulled') {
    return `${at} is waiting to start: trying and failing to pull image`;
  }
  return container.waiting === undefined ? `${at} is not running` : `${at} is waiting to start: ${container.waiting}`;
}
