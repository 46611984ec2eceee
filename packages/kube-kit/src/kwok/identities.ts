import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

/** Whoever works with a cluster by a token of its own. */
export const clusterUsers = ['admin', 'controller-manager', 'scheduler'] as const;

/** One of {@link clusterUsers}. */
type ClusterUser = (typeof clusterUsers)[number];

/** Tokens by user. */
export type ClusterTokens = Readonly<Record<ClusterUser, string>>;

/** Makes new tokens that nobody can guess. */
export function newTokens(): ClusterTokens {
  const token = () => randomBytes(24).toString('base64url');
  return { admin: token(), 'controller-manager': token(), scheduler: token() };
}

/** The file of tokens that the API server reads: token, user, id, groups. */
export function tokensFile(tokens: ClusterTokens): string {
  return [
    `${tokens.admin},kubernetes-admin,admin,"system:masters"`,
    `${tokens['controller-manager']},system:kube-controller-manager,controller-manager`,
    `${tokens.scheduler},system:kube-scheduler,scheduler`,
    '',
  ].join('\n');
}

/** The tokens of a file that {@link tokensFile} wrote; undefined when one is missing. */
export function tokensIn(text: string): ClusterTokens | undefined {
  const found = new Map(text.split('\n').map((line) => [line.split(',')[2], line.split(',')[0]] as const));
  const [admin, manager, scheduler] = clusterUsers.map((user) => found.get(user));
  if (!admin || !manager || !scheduler) return undefined;
  return { admin, 'controller-manager': manager, scheduler };
}

/** The key pair that tokens of service accounts are signed with, as PEM. */
export async function newAccountKeys(): Promise<{ readonly privateKey: string; readonly publicKey: string }> {
  return promisify(generateKeyPair)('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}
