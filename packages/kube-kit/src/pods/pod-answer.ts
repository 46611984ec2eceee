import { imageBehaviourOf } from './image-behaviour.ts';
import { containerAt, type KnownPod } from './known-pod.ts';

/** What a pod is asked over HTTP. */
export interface PodQuestion {
  readonly pod: KnownPod;
  readonly port: number;
  readonly method: string;
  /** With its query. */
  readonly path: string;
}

/** What a pod answers. */
export interface PodAnswer {
  /** The container that answers. */
  readonly container: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/**
 * What a pod answers to a request: 200 and who it is, or 500 when its image is one that fails. Undefined where nothing
 * listens.
 */
export function podAnswerOf({ pod, port, method, path }: PodQuestion): PodAnswer | undefined {
  const container = pod.serving ? containerAt(pod, port) : undefined;
  if (container === undefined) return undefined;
  const said = { pod: pod.name, namespace: pod.namespace, image: container.image, node: pod.node, method, path };
  return {
    container: container.name,
    status: imageBehaviourOf(container.image) === 'answers 500' ? 500 : 200,
    contentType: 'application/json',
    body: `${JSON.stringify(said)}\n`,
  };
}
