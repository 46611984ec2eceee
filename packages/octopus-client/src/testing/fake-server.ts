import { createOctopusClient, type OctopusClient, type OctopusClientOptions } from '../client.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** What a fake server was asked. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Headers;
  readonly body: unknown;
}

export type Handler = (asked: Asked) => unknown | Promise<unknown>;

interface FakeServer {
  readonly client: OctopusClient;
  readonly clock: VirtualClock;
  readonly requests: Asked[];
}

export const apiKey = 'API-SECRETSECRETSECRET1';

let servers = 0;

/** A client whose fetch is a function: a Response is answered as it is, an Error thrown, anything else sent as JSON. */
export function fakeServer(handler: Handler, options: Partial<OctopusClientOptions> = {}): FakeServer {
  const clock = createVirtualClock();
  const requests: Asked[] = [];
  servers += 1;
  const client = createOctopusClient({
    url: `http://server-${servers}.test`,
    auth: { apiKey },
    clock,
    random: () => 1,
    requestsPerMinute: 0,
    ...options,
    fetch: async (request) => {
      const url = new URL(request.url);
      const text = await request.text();
      const asked = {
        method: request.method,
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: request.headers,
        body: text === '' ? undefined : JSON.parse(text),
      };
      requests.push(asked);
      const answer = await handler(asked);
      if (answer instanceof Error) throw answer;
      return answer instanceof Response ? answer : Response.json(answer);
    },
  });
  return { client, clock, requests };
}

/** One page of a collection that has these items, by the request's skip and take. */
export function pageOf<Item>(items: readonly Item[], query: Readonly<Record<string, string>> = {}) {
  const skip = Number(query.skip ?? 0);
  const take = Number(query.take ?? 30);
  const isLast = skip + take >= items.length;
  return {
    ItemType: 'Thing',
    TotalResults: items.length,
    ItemsPerPage: take,
    NumberOfPages: Math.max(1, Math.ceil(items.length / take)),
    LastPageNumber: Math.max(0, Math.ceil(items.length / take) - 1),
    Items: items.slice(skip, skip + take),
    Links: isLast ? {} : { 'Page.Next': `?skip=${skip + take}&take=${take}` },
  };
}

/** What `fetch` throws when a connection fails. */
export function connectionFault(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(`${code} at the socket`), { code }) });
}

/** The error that a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('was expected to be rejected');
    },
    (error: unknown) => error,
  );
}
