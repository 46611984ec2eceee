import type { Caller } from '../permissions/caller.ts';
import type { SpaceDocument } from '../spaces/state.ts';
import type { World } from '../world.ts';
import type { Query } from './query.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What a handler gets. `S` is the space: always there for space routes, undefined for system ones. */
export interface RouteContext<S = SpaceDocument> {
  readonly world: World;
  readonly caller: Caller;
  readonly space: S;
  /** By name of the pattern, decoded; '' never occurs. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  /** The JSON body with its top-level names capitalised, undefined when there was none; for a route of bytes, a `Uint8Array`; for one of files, an `UploadedFile` if any. */
  readonly body: unknown;
  /** Path of the request, and its query string, for links. */
  readonly path: string;
  readonly search: string;
  readonly userAgent: string;
  /** Scheme and host that the caller used. */
  readonly origin: string;
  /** A header of the request. */
  readonly header: (name: string) => string | null;
  /** True where a route answers callers without a key, and this one has none. */
  readonly isAnonymous: boolean;
}

/** What a handler gives back. Text and bytes go out as they are, undefined as an empty answer, anything else as JSON. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** Of a text that is not plain. */
  readonly contentType?: string;
  /** Cookies to set, with their attributes. */
  readonly cookies?: readonly string[];
}

/** How the body of a request is read. */
export type BodyKind = 'json' | 'bytes' | 'file';

export type Handler<S = SpaceDocument> = (context: RouteContext<S>) => Reply | Promise<Reply>;

/** Where routes are registered. Patterns look like `/environments/:id`; their fixed words match in any case. */
export interface Api {
  /** Answers under `/api/{spaceId}`, `/api/spaces/{idOrSlug}` and, for the default space, `/api`. Reads JSON unless told otherwise. */
  space(method: Method, pattern: string, handler: Handler, body?: BodyKind): void;
  /** The same for callers without a key too, who may do nothing by themselves; bytes are read. */
  open(method: Method, pattern: string, handler: Handler): void;
  /** Answers under `/api` only. */
  system(method: Method, pattern: string, handler: Handler<undefined>): void;
  /** Answers under `/api` without a space, and in a space. */
  mixed(method: Method, pattern: string, handler: Handler<SpaceDocument | undefined>): void;
}

export function ok(body: unknown): Reply {
  return { status: 200, body };
}

export function created(body: unknown): Reply {
  return { status: 201, body };
}

/** The value of a pattern's name. */
export function param(context: Pick<RouteContext<unknown>, 'params'>, name: string): string {
  const value = context.params[name];
  if (value === undefined) throw new Error(`the route has no parameter ${name}`);
  return value;
}
