import { CredentialError } from '../errors/from-credential.ts';
import { askJson } from './ask-json.ts';
import type { CredentialContext, CredentialSource } from './credential.ts';
import { type TokenExchange, tokenExchange } from './token-exchange.ts';

/** Whose access token a job of GitHub Actions wants. */
export interface GitHubActionsAuth extends Omit<TokenExchange, 'idToken'> {
  /** The job's environment, as a rule `process.env`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Audience of the ID token, where the identity does not have the service account's id for it. */
  readonly audience?: string;
}

/**
 * A service account for a job of GitHub Actions, without any stored key: the job's ID token is exchanged for an access token, and again shortly before
 * that expires. Throws a CredentialError outside of a job, in a job without `permissions: id-token: write`, and when the exchange is refused.
 */
export function githubActionsAuth(options: GitHubActionsAuth): CredentialSource {
  const { env, audience = options.serviceAccountId } = options;
  return tokenExchange({ ...options, idToken: (context) => askForIdToken(context, env, audience) });
}

async function askForIdToken(
  context: CredentialContext,
  env: GitHubActionsAuth['env'],
  audience: string,
): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env;
  if (!url || !bearer || !URL.canParse(url)) throw notAllowed(env);
  context.hide(bearer);
  const asked = new URL(url);
  asked.searchParams.set('audience', audience);
  const { value } = await askJson(context, {
    operation: 'GET the ID token of the GitHub Actions job',
    url: asked.href,
    bearer,
    hint: 'Look at the status of GitHub Actions, and run the job again.',
  });
  if (typeof value === 'string' && value !== '') return value;
  throw new CredentialError('GitHub Actions answered without an ID token');
}

function notAllowed(env: GitHubActionsAuth['env']): CredentialError {
  if (env.GITHUB_ACTIONS !== 'true') {
    return new CredentialError('this is not a job of GitHub Actions', {
      hint: 'Use an API key outside of GitHub Actions.',
    });
  }
  return new CredentialError('this job of GitHub Actions may not ask for an ID token', {
    hint: 'Give the job or its workflow `permissions: id-token: write`; a pull request from a fork never has it.',
  });
}
