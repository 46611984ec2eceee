import type { OctopusApi } from '../api/api.ts';

/** Something that remembers a collection. */
interface Remembering {
  forget(): void;
}

/** Makes directories forget what a write through the same client may have made untrue. */
export interface Memory {
  /** A directory of the collection at a path, in one space or in the whole server. */
  add(path: string, spaceId: string | undefined, directory: Remembering): void;
  /** The same calls; a write, whatever came of it, is heard of. */
  watch(api: OctopusApi): OctopusApi;
}

interface Remembered extends Remembering {
  readonly collection: string;
  readonly spaceId: string | undefined;
}

type LooseCall = (path: string, init?: { params?: { path?: { spaceId?: string } } }) => Promise<unknown>;

export function createMemory(): Memory {
  const known: Remembered[] = [];

  function heard(path: string, spaceId: string | undefined): void {
    const touched = new Set(wordsOf(path));
    // Publishing a snapshot changes its runbook.
    if (touched.has('runbooksnapshots')) touched.add('runbooks');
    for (const each of known) {
      const isElsewhere = spaceId !== undefined && each.spaceId !== undefined && each.spaceId !== spaceId;
      if (touched.has(each.collection) && !isElsewhere) each.forget();
    }
  }

  function hearing(call: LooseCall): LooseCall {
    return async (path, init) => {
      try {
        return await call(path, init);
      } finally {
        heard(path, init?.params?.path?.spaceId);
      }
    };
  }

  return {
    add(path, spaceId, directory) {
      known.push({ collection: wordsOf(path).at(-1) ?? '', spaceId, forget: () => directory.forget() });
    },
    watch(api) {
      // What goes in and comes out stays as it is, so the calls keep their types.
      const heardOf = (call: unknown) => hearing(call as LooseCall) as unknown;
      return {
        GET: api.GET,
        PUT: heardOf(api.PUT),
        POST: heardOf(api.POST),
        DELETE: heardOf(api.DELETE),
      } as OctopusApi;
    },
  };
}

/** `/api/{spaceId}/projects/{id}/channels`: projects, channels. */
function wordsOf(path: string): string[] {
  return path
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '' && part !== 'api' && !part.startsWith('{'));
}
