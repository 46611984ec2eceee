import { containerAt, type KnownPod, knownPodOf } from './known-pod.ts';

/** The pods of a cluster, as they were seen last. */
export interface PodBook {
  /** Takes over a Pod object that is new or has changed. */
  put(object: unknown): KnownPod;
  /** Forgets a pod that is gone. */
  remove(object: unknown): void;
  /** Takes over all that there are; the others are forgotten. */
  replace(objects: readonly unknown[]): void;
  byName(namespace: string, name: string): KnownPod | undefined;
  /** The pod that takes connections at an address and a port. Pods of the host's network share an address. */
  servingAt(address: string, port: number): KnownPod | undefined;
  /** Hears each pod that was put, and each that is gone. */
  listen(listener: PodListener): void;
}

/** Hears of pods. */
interface PodListener {
  put(pod: KnownPod): void;
  gone(pod: KnownPod): void;
}

/** An empty book. */
export function createPodBook(): PodBook {
  const byKey = new Map<string, KnownPod>();
  const listeners: PodListener[] = [];

  function take(pod: KnownPod): KnownPod {
    const before = byKey.get(keyOf(pod));
    if (before !== undefined && before.uid !== pod.uid) drop(before);
    byKey.set(keyOf(pod), pod);
    for (const listener of listeners) listener.put(pod);
    return pod;
  }

  function drop(pod: KnownPod): void {
    const known = byKey.get(keyOf(pod));
    // News of an older pod of the same name says nothing of the present one.
    if (known === undefined || known.uid !== pod.uid) return;
    byKey.delete(keyOf(pod));
    for (const listener of listeners) listener.gone(known);
  }

  return {
    put: (object) => take(knownPodOf(object)),
    remove: (object) => drop(knownPodOf(object)),
    replace(objects) {
      const pods = objects.map(knownPodOf);
      const there = new Set(pods.map(({ uid }) => uid));
      for (const pod of [...byKey.values()]) if (!there.has(pod.uid)) drop(pod);
      for (const pod of pods) take(pod);
    },
    byName: (namespace, name) => byKey.get(keyOf({ namespace, name })),
    servingAt(address, port) {
      for (const pod of byKey.values()) {
        if (pod.serving && pod.addresses.includes(address) && containerAt(pod, port) !== undefined) return pod;
      }
      return undefined;
    },
    listen(listener) {
      listeners.push(listener);
    },
  };
}

function keyOf({ namespace, name }: Pick<KnownPod, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}
