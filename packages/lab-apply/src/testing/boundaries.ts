import type { State } from '@octotrain/octopus-emulator';
import type { Intercept } from './lab-server.ts';

/** What a server held when a client was cut off at one request. */
export interface Boundary {
  /** Request `nth` was never sent, or its answer never came. */
  readonly cuts: string[];
  readonly state: State;
}

/**
 * Notes what the server holds before and after each request. Cuts that leave the same behind, as all between two writes
 * do, are one boundary.
 */
export function recordBoundaries(snapshot: () => State): {
  intercept: Intercept;
  boundaries: readonly Boundary[];
  requests: () => number;
} {
  const boundaries: Boundary[] = [];
  let requests = 0;
  const cut = (words: string, isNew: boolean) => {
    const last = boundaries.at(-1);
    if (last !== undefined && !isNew) last.cuts.push(words);
    else boundaries.push({ cuts: [words], state: snapshot() });
  };
  async function intercept(request: Request, answer: () => Promise<Response>): Promise<Response> {
    requests += 1;
    const nth = requests;
    cut(`before request ${nth}`, false);
    const response = await answer();
    cut(`after request ${nth}`, request.method !== 'GET');
    return response;
  }
  return { intercept, boundaries, requests: () => requests };
}
