import type { IncomingMessage } from 'node:http';
import { listField, parsed } from '../json.ts';
import { textOf } from './api-call.ts';
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
export function createPodSource(options: {
  book: PodBook;
  get: (path: string) => Promise<IncomingMessage>;
}): PodSource {
  const { book, get } = options;

  async function look(path: string, selector: string): Promise<readonly KnownPod[] | undefined> {
    try {
      const answer = await get(`${path}?fieldSelector=${encodeURIComponent(selector)}`);
      const text = await textOf(answer);
      if (answer.statusCode !== 200) return undefined;
      return listField(parsed(text), 'items').map((object) => book.put(object));
    } catch {
      // No answer: whatever the reason, the book has to do.
      return undefined;
    }
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
