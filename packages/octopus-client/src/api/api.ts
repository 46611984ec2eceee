import createFetchClient from 'openapi-fetch';
import type { paths } from '../generated/octopus.ts';
import { send, type Transport } from '../transport/transport.ts';
import type { CallInit, DataOf, PathWith, Verb } from './call-types.ts';

/** How much time one call has, when that is not what the client's calls have. */
export interface CallLimits {
  /** Of each attempt, in milliseconds. */
  readonly timeoutMs?: number;
  /** Of all attempts and waits, in milliseconds. */
  readonly deadlineMs?: number;
}

type InitParam<Init> =
  Record<never, never> extends Init
    ? [init?: Init & CallLimits & Record<string, unknown>]
    : [init: Init & CallLimits & Record<string, unknown>];

/** What an operation was answered. */
export interface Answer<Data> {
  readonly data: Data;
  readonly response: Response;
}

/** A call by path template, with everything typed by the API's description. Throws an OctopusError. */
export type ApiMethod<Method extends Verb> = <Path extends PathWith<Method>, Init extends CallInit<Path, Method>>(
  path: Path,
  ...init: InitParam<Init>
) => Promise<Answer<DataOf<Path, Method, Init>>>;

/** All operations of the server. Anything but a success is thrown, so `data` is always there. */
export interface OctopusApi {
  readonly GET: ApiMethod<'get'>;
  readonly PUT: ApiMethod<'put'>;
  readonly POST: ApiMethod<'post'>;
  readonly DELETE: ApiMethod<'delete'>;
}

/** Options of openapi-fetch that matter here. */
interface CallOptions extends CallLimits {
  readonly parseAs?: string;
}

/** Puts the typed calls on top of a transport. */
export function createApi(options: { url: string; headers: Record<string, string>; transport: Transport }): OctopusApi {
  const { url, headers, transport } = options;
  const client = createFetchClient<paths>({
    baseUrl: url,
    querySerializer: { array: { style: 'form', explode: false } },
  });

  function call(method: Verb): (path: string, init?: CallOptions & { headers?: object }) => Promise<unknown> {
    return async (path, init = {}) => {
      const { timeoutMs, deadlineMs } = init;
      const accept = acceptedBy(init.parseAs);
      // The generic signature of openapi-fetch cannot be met by a path that is only known as a string.
      const request = client.request as unknown as (method: Verb, path: string, init: object) => Promise<unknown>;
      return request(method, path, {
        ...init,
        headers: { ...init.headers, ...headers, accept },
        fetch: (sent: Request) => send(transport, { request: sent, route: path, timeoutMs, deadlineMs }),
      });
    };
  }

  // The four differ from the untyped call only in what the compiler knows about paths and bodies.
  return { GET: call('get'), PUT: call('put'), POST: call('post'), DELETE: call('delete') } as unknown as OctopusApi;
}

/** What the server is asked to answer. */
function acceptedBy(parseAs: string | undefined): string {
  if (parseAs === 'text') return 'text/plain';
  return parseAs === 'arrayBuffer' ? 'application/octet-stream' : 'application/json';
}
