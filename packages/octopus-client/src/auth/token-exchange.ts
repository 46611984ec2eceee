import { CredentialError } from '../errors/from-credential.ts';
import { OctopusNotFoundError } from '../errors/octopus-error.ts';
import { askJson } from './ask-json.ts';
import type { CredentialContext, CredentialSource } from './credential.ts';

/** Whose access token is wanted, and what shows the right to it. */
export interface TokenExchange {
  /** Id of the service account, as the page of its OIDC identities shows it: a GUID. The audience of the ID token. */
  readonly serviceAccountId: string;
  /** A fresh ID token of an issuer that the service account trusts. */
  readonly idToken: (context: CredentialContext) => string | Promise<string>;
  /** Address of the token endpoint, where the server's own discovery document does not say it right. */
  readonly tokenEndpoint?: string;
}

const discoveryPath = '/.well-known/openid-configuration';

/**
 * Access tokens of a service account for ID tokens, by RFC 8693. `[docs]` Each is used until shortly before it expires, an hour as a rule. `[docs]`
 * Throws a CredentialError when the server refuses the exchange, with what it said.
 */
export function tokenExchange(options: TokenExchange): CredentialSource {
  let found: string | undefined = options.tokenEndpoint;
  return async (context) => {
    const subjectToken = await options.idToken(context);
    context.hide(subjectToken);
    found ??= await findTokenEndpoint(context);
    const operation = `POST ${new URL(found).pathname}`;
    const { access_token: accessToken, expires_in: expiresIn } = await askJson(context, {
      operation,
      url: found,
      body: {
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        audience: options.serviceAccountId,
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        subject_token: subjectToken,
      },
      hint: "Compare the service account's OIDC identities with the issuer, subject and audience of the ID token.",
    });
    if (typeof accessToken !== 'string') throw new CredentialError(`${operation} was answered without an access token`);
    if (typeof expiresIn !== 'number') return { accessToken };
    return { accessToken, expiresAtMs: context.clock.now() + expiresIn * 1000 };
  };
}

/** What the server's discovery document names; where it has none, the usual place. `[docs]` */
async function findTokenEndpoint(context: CredentialContext): Promise<string> {
  const { serverUrl } = context;
  try {
    const { token_endpoint: named } = await askJson(context, {
      operation: `GET ${discoveryPath}`,
      url: `${serverUrl}${discoveryPath}`,
      hint: 'Check that the address is that of an Octopus server.',
    });
    if (typeof named !== 'string' || !URL.canParse(named)) return `${serverUrl}/api/token/v1`;
    if (new URL(named).origin === new URL(serverUrl).origin) return named;
    // The ID token is good for an access token: it goes to the server that was named, and nowhere else.
    throw new CredentialError(`the server names a token endpoint at ${new URL(named).origin}`, {
      hint: `Give the server's address as it knows it itself, or \`tokenEndpoint\`: ${named}`,
    });
  } catch (error) {
    if (error instanceof CredentialError && error.cause instanceof OctopusNotFoundError)
      return `${serverUrl}/api/token/v1`;
    throw error;
  }
}
