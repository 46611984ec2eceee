import type { ClientObserver } from '@octotrain/octopus-client';

/** Requests that were sent, those that were sent again included. */
export interface RequestsUsed {
  readonly total: number;
  readonly reads: number;
  readonly writes: number;
}

/** Counts what a client sends. */
export interface RequestCount {
  readonly observer: ClientObserver;
  used(): RequestsUsed;
}

/** A count from nothing; `onRequest` is told of each. */
export function countRequests(onRequest: () => void = () => {}): RequestCount {
  let [reads, writes] = [0, 0];
  return {
    observer: {
      requestStarted: ({ method }) => ({
        attemptStarted() {
          if (method === 'GET') reads += 1;
          else writes += 1;
          onRequest();
          return undefined;
        },
      }),
    },
    used: () => ({ total: reads + writes, reads, writes }),
  };
}

/** A sentence of it: `42 requests: 33 reads, 9 writes`. */
export function requestsText({ total, reads, writes }: RequestsUsed): string {
  const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;
  return `${counted(total, 'request')}: ${counted(reads, 'read')}, ${counted(writes, 'write')}`;
}
