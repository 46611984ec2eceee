import { CredentialError } from '../errors/from-credential.ts';
import type { Credential } from './credential.ts';

/** What a secret that is read from somewhere is. */
export interface SecretKind {
  /** Default `api-key`. */
  readonly holds?: 'api-key' | 'access-token';
}

/** The credential in a text that holds nothing else; the line break at its end does not count. `from` says where it was read, for the complaint. */
export function credentialFromText(
  text: string,
  { holds = 'api-key', from }: SecretKind & { from: string },
): Credential {
  const secret = text.trim();
  const what = holds === 'api-key' ? 'an API key' : 'an access token';
  if (secret === '') throw new CredentialError(`${from} is empty`, { hint: `Put ${what} there and nothing else.` });
  if (/\s/.test(secret)) {
    throw new CredentialError(`${from} holds more than one word`, { hint: `Leave ${what} there and nothing else.` });
  }
  return holds === 'api-key' ? { apiKey: secret } : { accessToken: secret };
}
