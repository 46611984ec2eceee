import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { writeJwt } from '../access-tokens/jwt.ts';

/** An identity provider in memory: what it publishes, and tokens of it. */
export interface IdentityProvider {
  readonly issuer: string;
  /** Answers for its addresses, and fails for all others as for a host that is not there. */
  readonly fetch: typeof fetch;
  /** A token that it signed; `key` signs with another. */
  token(claims: object, more?: { key?: KeyObject; header?: object }): string;
}

export function identityProvider(issuer: string): IdentityProvider {
  const { publicKey, privateKey } = newKeys();
  const documents: Readonly<Record<string, unknown>> = {
    [`${issuer}/.well-known/openid-configuration`]: { issuer, jwks_uri: `${issuer}/keys` },
    [`${issuer}/keys`]: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'key-1', alg: 'RS256', use: 'sig' }] },
  };
  return {
    issuer,
    fetch: async (input) => {
      const found = documents[input instanceof Request ? input.url : String(input)];
      if (found === undefined) throw new TypeError('fetch failed');
      return Response.json(found);
    },
    token: (claims, more = {}) =>
      writeJwt({
        header: { alg: 'RS256', kid: 'key-1', ...more.header },
        claims: { iss: issuer, ...claims },
        sign: (signed) => sign('sha256', signed, more.key ?? privateKey),
      }),
  };
}

/** A pair of RSA keys. */
export function newKeys(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return generateKeyPairSync('rsa', { modulusLength: 2_048 });
}
