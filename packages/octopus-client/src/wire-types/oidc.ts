import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** A token for the Authorization header. [docs] */
export type AccessToken = Schemas['AccessToken'];
/** A public key. */
export type JsonWebKey = Schemas['JsonWebKey'];
/** Public keys. */
export type JsonWebKeySet = Schemas['JsonWebKeySet'];
/** Whose tokens log in a service account. [client] */
export type OidcIdentity = Schemas['OidcIdentity'];
/** The identities of a service account. [client] */
export type OidcIdentityList = Schemas['OidcIdentityList'];
/** What a caller sends to create or replace an OIDC identity; a whole OIDC identity as read is accepted too. */
export type OidcIdentityWrite = Schemas['OidcIdentityWrite'];
/** Where tokens are exchanged and which keys sign access tokens. [docs] */
export type OpenIdConfiguration = Schemas['OpenIdConfiguration'];
/** A token and whom it shall log in. [docs] */
export type TokenExchange = Schemas['TokenExchange'];
/** Why no token was given. [docs] */
export type TokenProblem = Schemas['TokenProblem'];
