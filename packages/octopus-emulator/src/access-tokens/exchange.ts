import { verify } from 'node:crypto';
import type { Reply } from '../http/api.ts';
import { HttpProblem } from '../http/problem.ts';
import { serviceAccountOf } from '../service-accounts/external-id.ts';
import type { OidcIdentityDocument } from '../service-accounts/state.ts';
import type { UserDocument } from '../users/state.ts';
import type { World } from '../world.ts';
import { IssuerUnavailable, issuerKey } from './issuer-keys.ts';
import { type ParsedJwt, parseJwt, timeProblem } from './jwt.ts';
import { issueToken, TOKEN_SECONDS } from './signing-keys.ts';
import { subjectMatches } from './subject-match.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';
const JWT = 'urn:ietf:params:oauth:token-type:jwt';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

/** The text form of a request's fields, whether it was JSON or a form. */
export type ExchangeFields = Readonly<Record<string, string | undefined>>;

/**
 * `POST /api/token/v1`: an access token for a service account, in exchange for a token whose issuer, subject and
 * audience are those of an identity of the account, and whose signature is its issuer's. [docs]
 */
export async function exchangeToken(
  world: World,
  readFields: () => Promise<ExchangeFields>,
  origin: string,
): Promise<Reply> {
  const fields = await readFields().catch(unreadable);
  if (typeof fields === 'string') return refused(fields);
  const fault = requestProblem(fields);
  if (fault !== undefined) return refused(fault);
  const account = serviceAccountOf(world, fields.audience ?? '');
  if (account === undefined) return refused(`No service account has the id '${fields.audience}'.`);
  const jwt = parseJwt(fields.subject_token ?? '');
  if (jwt === undefined) return refused('subject_token is not a JSON Web Token.');
  const problem = await tokenProblem(world, account, jwt);
  if (problem !== undefined) return refused(problem);
  return {
    status: 200,
    body: {
      access_token: await issueToken(world, account, origin),
      token_type: 'Bearer',
      issued_token_type: ACCESS_TOKEN,
      expires_in: TOKEN_SECONDS,
    },
  };
}

/** What is wrong with a body that cannot be read; other failures are not the caller's. */
function unreadable(error: unknown): string {
  if (error instanceof HttpProblem && error.status === 400) return error.errors.join(' ');
  throw error;
}

/** The refusal has a form of its own. [docs, guess for the status] */
function refused(error_description: string): Reply {
  return { status: 400, body: { error: 'invalid_request', error_description } };
}

function requestProblem(fields: ExchangeFields): string | undefined {
  for (const name of ['grant_type', 'audience', 'subject_token_type', 'subject_token']) {
    if (!fields[name]) return `${name} is missing.`;
  }
  if (fields.grant_type !== GRANT) return `grant_type must be ${GRANT}.`;
  return fields.subject_token_type === JWT ? undefined : `subject_token_type must be ${JWT}.`;
}

async function tokenProblem(world: World, account: UserDocument, jwt: ParsedJwt): Promise<string | undefined> {
  const late = timeProblem(jwt, world.clock.now());
  if (late !== undefined) return late;
  const identities = identitiesOf(world, account, jwt);
  if (typeof identities === 'string') return identities;
  if (jwt.header.alg !== 'RS256')
    return `The emulator verifies RS256 only, the token is signed with ${jwt.header.alg}.`;
  const keyId = typeof jwt.header.kid === 'string' ? jwt.header.kid : undefined;
  try {
    const key = await issuerKey(world.issuerFetch, { issuer: identities[0].Issuer, keyId });
    return verify('sha256', jwt.signed, key, jwt.signature) ? undefined : 'The signature of the token is wrong.';
  } catch (error) {
    if (error instanceof IssuerUnavailable) return error.message;
    throw error;
  }
}

/** The identities of the account that a token could be of, or why there is none. */
function identitiesOf(
  { store }: World,
  account: UserDocument,
  { claims }: ParsedJwt,
): readonly [OidcIdentityDocument, ...OidcIdentityDocument[]] | string {
  const { iss, sub, aud } = claims;
  const audiences: readonly unknown[] = [aud].flat();
  const externalId = store.get('ServiceAccounts', account.Id)?.ExternalId;
  const own = store.all('OidcIdentities').filter(({ ServiceAccountId }) => ServiceAccountId === account.Id);
  const ofIssuer = own.filter(({ Issuer }) => sameIssuer(Issuer, iss));
  if (ofIssuer.length === 0) return `The service account has no identity of the issuer '${iss}'.`;
  const ofSubject = ofIssuer.filter(({ Subject }) => typeof sub === 'string' && subjectMatches(Subject, sub));
  if (ofSubject.length === 0) return `The service account has no identity for the subject '${sub}'.`;
  const [first, ...others] = ofSubject.filter(({ Audience }) => audiences.includes(Audience ?? externalId));
  if (first === undefined) return `The token is made for '${audiences.join("', '")}', not for the service account.`;
  return [first, ...others];
}

function sameIssuer(issuer: string, claimed: unknown): boolean {
  return typeof claimed === 'string' && issuer.replace(/\/+$/, '') === claimed.replace(/\/+$/, '');
}
