import type { Clock } from '../clock.ts';

/** An API key, which says who asks for as long as it exists. */
export interface ApiKeyCredential {
  readonly apiKey: string;
}

/** An access token, as the server gives for an ID token; sent as `Authorization: Bearer`. */
export interface AccessTokenCredential {
  readonly accessToken: string;
  /** Epoch ms; a source is asked for another one before. Without it, when the server refuses this one. */
  readonly expiresAtMs?: number;
}

/** What a request says who it is by. */
export type Credential = ApiKeyCredential | AccessTokenCredential;

/** What a source of credentials may use. */
export interface CredentialContext {
  /** The server that wants to know, without a slash at the end. */
  readonly serverUrl: string;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly clock: Clock;
  readonly userAgent: string;
  /** Time limit for each request of the source's own. */
  readonly timeoutMs: number;
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal;
  /** The one that the server refused, when that is why it is asked. */
  readonly rejected: Credential | undefined;
  /** Keeps a text out of all that the client says: errors, hooks. What is returned is hidden anyway. */
  hide(secret: string): void;
}

/**
 * Where credentials come from. Asked once for all requests that wait, again shortly before what it gave expires, and once more when the server
 * refuses that with 401: a request that was so refused is sent again if the new one differs. Throws a `CredentialError`, best with a hint.
 */
export type CredentialSource = (context: CredentialContext) => Credential | Promise<Credential>;
