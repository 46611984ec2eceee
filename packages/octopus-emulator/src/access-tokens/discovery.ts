import type { World } from '../world.ts';
import { publishedKeys } from './signing-keys.ts';

/** Answers `/.well-known/…`, for everybody; undefined for what is not there. [docs, guess for the address of the keys] */
export function answerDiscovery(world: World, url: URL): Response | undefined {
  switch (url.pathname) {
    case '/.well-known/openid-configuration':
      return Response.json({
        issuer: url.origin,
        token_endpoint: `${url.origin}/api/token/v1`,
        jwks_uri: `${url.origin}/.well-known/jwks`,
        grant_types_supported: ['urn:ietf:params:oauth:grant-type:token-exchange'],
        id_token_signing_alg_values_supported: ['PS256'],
      });
    case '/.well-known/jwks':
      return Response.json(publishedKeys(world));
    default:
      return undefined;
  }
}
