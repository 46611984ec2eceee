import type { Credential } from './credential.ts';

/** A header and what it says. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/**
 * How a credential is sent, without the blanks or line breaks that it was copied with. Hides its secret. Throws a TypeError, without it, for what no header can carry: `fetch` would refuse that with a message
 * that repeats it.
 */
export function credentialHeader(credential: Credential, hide: (secret: string) => void): HeaderField {
  const isKey = 'apiKey' in credential;
  const secret = (isKey ? credential.apiKey : credential.accessToken).trim();
  hide(secret);
  if (!/^[\x21-\x7e]*$/.test(secret)) {
    throw new TypeError(
      `the ${isKey ? 'API key' : 'access token'} has a character that no header can carry: a line break, a blank, or one beyond ASCII`,
    );
  }
  return isKey ? { name: 'X-Octopus-ApiKey', value: secret } : { name: 'Authorization', value: `Bearer ${secret}` };
}
