import type { Api } from '../connect/api.ts';
import { listField } from '../json.ts';
import type { KnownPod } from './known-pod.ts';
import type { PodBook } from './pod-book.ts';

/** Looks pods up where what was heard of them may be too old. */
export interface PodSource {
  /** A pod by its name, as it is now. */
  find(namespace: string, name: string): Promise<KnownPod | undefined>;
  /** The pod that takes connections at an address and a port. */
  servingAt(address: string, port: number): Promise<KnownPod | undefined>;
}

/** Asks the API server, and keeps what it says in the book. Where the server is away, the book is what is known. */
export function createPodSource({ book, api }: { book: PodBook; api: Pick<Api, 'get'> }): PodSource {
  async function look(path: string, selector: string): Promise<readonly KnownPod[] | undefined> {
    const answer = await api.get({ path: `${path}?fieldSelector=${encodeURIComponent(selector)}`, what: 'pods' });
    return answer.ok ? listField(answer.value, 'items').map((object) => book.put(object)) : undefined;
  }

  return {
    async find(namespace, name) {
      const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`;
      const found = await look(path, `metadata.name=${name}`);
      return found === undefined ? book.byName(namespace, name) : found[0];
    },
    async servingAt(address, port) {
      const known = book.servingAt(address, port);
      if (known !== undefined) return known;
      await look('/api/v1/pods', `status.podIP=${address}`);
      return book.servingAt(address, port);
    },
  };
}
