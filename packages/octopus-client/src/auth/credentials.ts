import type { Clock } from '../clock.ts';
import type { SecretKeeper } from '../errors/secret-keeper.ts';
import type { Credential, CredentialContext, CredentialSource } from './credential.ts';
import { credentialHeader, type HeaderField } from './header.ts';
import { createSingleFlight } from './single-flight.ts';

/** What a client signs its requests with. */
export interface Credentials {
  /** The header to send; throws what the source throws, or the signal's reason. */
  current(signal: AbortSignal): HeaderField | Promise<HeaderField>;
  /** Another one after the server refused this one; nothing when there is none. */
  renew(refused: HeaderField, signal: AbortSignal): Promise<HeaderField | undefined>;
}

interface Held {
  readonly credential: Credential;
  readonly field: HeaderField;
  /** From when on to ask for the next one, in epoch ms. */
  renewAtMs: number;
}

/** The longest and the shortest time before the end at which a new one is asked for; short-lived ones have a tenth of their life. */
const longestMarginMs = 60_000;

/** How long to leave the source alone after it failed while the old one is still good. */
const afterFailureMs = 10_000;

/** One credential for good, or what a source gives. Throws a TypeError for one that no header can carry. */
export function createCredentials(options: {
  readonly auth: Credential | CredentialSource;
  readonly context: Omit<CredentialContext, 'signal' | 'rejected' | 'hide'>;
  readonly secrets: SecretKeeper;
}): Credentials {
  const { auth, context, secrets } = options;
  if (typeof auth !== 'function') {
    const field = credentialHeader(auth, secrets.hide);
    return { current: () => field, renew: async () => undefined };
  }
  const { clock } = context;
  let held: Held | undefined;
  let rejected: Credential | undefined;

  const flight = createSingleFlight(async (signal): Promise<Held> => {
    try {
      const credential = await auth({ ...context, signal, rejected, hide: secrets.hide });
      held = {
        credential,
        field: credentialHeader(credential, secrets.hide),
        renewAtMs: renewalOf(credential, clock),
      };
      rejected = undefined;
    } catch (error) {
      // A source that is away for a while does no harm as long as the server accepts the last one.
      if (held === undefined || rejected !== undefined || isExpired(held, clock)) throw error;
      held.renewAtMs = clock.now() + afterFailureMs;
    }
    return held;
  });

  return {
    current(signal) {
      if (held !== undefined && clock.now() < held.renewAtMs) return held.field;
      return flight.join(signal).then(({ field }) => field);
    },
    async renew(refused, signal) {
      // Somebody else who was refused may have seen to it already.
      if (held !== undefined && held.field.value !== refused.value) return held.field;
      rejected = held?.credential;
      const { field } = await flight.join(signal);
      return field.value === refused.value ? undefined : field;
    },
  };
}

function renewalOf(credential: Credential, clock: Clock): number {
  const expiresAtMs = 'expiresAtMs' in credential ? credential.expiresAtMs : undefined;
  if (expiresAtMs === undefined) return Number.POSITIVE_INFINITY;
  return expiresAtMs - Math.min(longestMarginMs, (expiresAtMs - clock.now()) / 10);
}

function isExpired({ credential }: Held, clock: Clock): boolean {
  return 'expiresAtMs' in credential && clock.now() >= (credential.expiresAtMs ?? Number.POSITIVE_INFINITY);
}
