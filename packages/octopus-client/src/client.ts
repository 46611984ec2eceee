import { createApi, type OctopusApi } from './api/api.ts';
import type { Credential, CredentialSource } from './auth/credential.ts';
import { createCredentials } from './auth/credentials.ts';
import { credentialHeader } from './auth/header.ts';
import { type Clock, systemClock } from './clock.ts';
import { createSecretKeeper } from './errors/secret-keeper.ts';
import { createInterruptions, type Interruptions } from './interruptions/interruptions.ts';
import type { ClientObserver } from './observing/observer.ts';
import { type Collection, type CollectionInit, openCollection } from './paging/collection.ts';
import type { ItemOf, PagedPath, PagesInit } from './paging/pages.ts';
import type { Directory } from './resolving/directory.ts';
import { createMemory } from './resolving/memory.ts';
import { pagedDirectory } from './resolving/paged-directory.ts';
import { createSpaceDirectories } from './resolving/space.ts';
import { type OctopusSpace, openSpace } from './space/open-space.ts';
import { createTasks, type Tasks } from './tasks/tasks.ts';
import type { RequestInfo } from './transport/guard.ts';
import { sharedBudget } from './transport/shared-budget.ts';
import { userAgentOf } from './transport/user-agent.ts';
import type { Space, User, UserRole } from './wire-types.ts';

/** Where the server is, who asks, and the ports that tests replace. */
export interface OctopusClientOptions {
  /** Address of the server, e.g. `https://deploy.example.com`. */
  readonly url: string;
  /** A key or token for good, or where to get one: `credentialFromFile`, `credentialFromCommand`, `githubActionsAuth`, or a function of yours. */
  readonly auth: Credential | CredentialSource;
  /** Default: the platform's. */
  readonly fetch?: (request: Request) => Promise<Response> | Response;
  readonly clock?: Clock;
  /** Between 0 and 1, for the jitter of retries. */
  readonly random?: () => number;
  /** Shared by everything in this process that talks to the same server. Default 180; 0 for no limit. */
  readonly requestsPerMinute?: number;
  /** How many of them may go at once after a rest. Default as many as in a minute. */
  readonly burstLimit?: number;
  /** Time limit of one attempt, its whole answer read. Default 60000. */
  readonly timeoutMs?: number;
  /** Time limit of a request with all its attempts and waits. Default none. */
  readonly deadlineMs?: number;
  /** How often a request may be sent again where that is safe. Default 4. */
  readonly retries?: number;
  /** Your program's name and version, put before this client's own. */
  readonly userAgent?: string;
  /** Names each request, the same in all its attempts. Default a random UUID; a request that has the header `X-Correlation-ID` keeps it. */
  readonly newCorrelationId?: () => string;
  /**
   * Told every attempt right before it is sent, after every wait. A promise is waited for; what it throws keeps the attempt from being sent, and is
   * thrown to whoever asked.
   */
  readonly onRequest?: (info: RequestInfo) => unknown;
  /** Told how each request and attempt begins and ends: for logs, metrics and traces. */
  readonly observer?: ClientObserver;
}

/** A client of one Octopus server on behalf of one key. */
export interface OctopusClient {
  readonly url: string;
  /** Every operation, typed by path. */
  readonly api: OctopusApi;
  readonly interruptions: Interruptions;
  readonly tasks: Tasks;
  readonly spaces: Directory<Space>;
  readonly users: Directory<User>;
  readonly userRoles: Directory<UserRole>;
  /** The key's owner; asked once. */
  me(): Promise<User>;
  /** A paged collection, to be walked with `for await`. */
  pages<Path extends PagedPath>(path: Path, init: CollectionInit<Path>): Collection<ItemOf<Path>>;
  /** A space by name, slug or id; the same object each time. Throws an OctopusUnknownNameError. */
  space(reference: string): Promise<OctopusSpace>;
}

/**
 * Makes a client; nothing is sent yet. Everything it does throws an OctopusError when the server refuses, fails or is
 * away, and the reason of an AbortSignal as it is. Throws a TypeError when the address is not http or https, or when no header can carry the key, token or user agent.
 */
export function createOctopusClient(options: OctopusClientOptions): OctopusClient {
  const { fetch = globalThis.fetch, clock = systemClock, requestsPerMinute = 180, timeoutMs = 60_000 } = options;
  const secrets = createSecretKeeper();
  if (typeof options.auth === 'object') credentialHeader(options.auth, secrets.hide);
  const url = readUrl(options.url, secrets.redact);
  const userAgent = userAgentOf(options.userAgent);
  const ask = async (request: Request) => fetch(request);
  const context = { serverUrl: url, fetch: ask, clock, userAgent, timeoutMs };
  const transport = {
    fetch: ask,
    clock,
    random: options.random ?? Math.random,
    budget: sharedBudget(url, { requestsPerMinute, burstLimit: options.burstLimit ?? requestsPerMinute }, clock),
    credentials: createCredentials({ auth: options.auth, context, secrets }),
    secrets,
    timeoutMs,
    deadlineMs: options.deadlineMs,
    retries: options.retries ?? 4,
    onRequest: options.onRequest,
    observer: options.observer,
    newCorrelationId: options.newCorrelationId ?? (() => globalThis.crypto.randomUUID()),
  };
  const memory = createMemory();
  const api = memory.watch(createApi({ url, headers: { 'User-Agent': userAgent }, transport }));
  const openSpaces = new Map<string, OctopusSpace>();

  const tasks = createTasks(api, clock);
  const spaces = systemDirectory('space', '/api/spaces', {});
  let owner: Promise<User> | undefined;

  function systemDirectory<Path extends PagedPath>(
    kind: string,
    path: Path,
    init: PagesInit<Path>,
  ): Directory<ItemOf<Path>> {
    const directory = pagedDirectory({ api, kind, within: url, path, init });
    memory.add(path, undefined, directory);
    return directory;
  }

  function me(): Promise<User> {
    const asked = owner ?? api.GET('/api/users/me').then(({ data }) => data);
    owner = asked;
    asked.catch(() => {
      if (owner === asked) owner = undefined;
    });
    return asked;
  }

  return {
    url,
    api,
    interruptions: createInterruptions(api, me),
    tasks,
    spaces,
    users: systemDirectory('user', '/api/users', {}),
    userRoles: systemDirectory('user role', '/api/userroles', {}),
    me,
    pages: (path, init) => openCollection(api, path, init),
    async space(reference) {
      const document = await spaces.get(reference);
      const space =
        openSpaces.get(document.Id) ??
        openSpace({ api, clock, me, space: createSpaceDirectories(api, document, memory) });
      openSpaces.set(document.Id, space);
      return space;
    },
  };
}

function readUrl(text: string, redact: (text: string) => string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`the server's address must begin with http:// or https://, not "${redact(text)}"`);
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
