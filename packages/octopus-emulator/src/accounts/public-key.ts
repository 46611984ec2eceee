import { createPublicKey } from 'node:crypto';
import { ok, type Reply } from '../http/api.ts';
import { HttpProblem } from '../http/problem.ts';
import type { AccountDocument } from './state.ts';

/**
 * `GET /accounts/{id}/pk`: the public half of the key that an account has. [client for the route]
 * A key that cannot be read, or an account without one, is a 404 [guess].
 */
export function publicKeyOf(account: AccountDocument): Reply {
  const key = account.PrivateKeyFile?.NewValue ?? null;
  const pem = key === null ? undefined : publicPem(key, account.PrivateKeyPassphrase?.NewValue ?? null);
  if (pem === undefined) {
    throw new HttpProblem(404, `The account '${account.Name}' has no key that a public key can be told of.`);
  }
  return ok(pem);
}

function publicPem(key: string, passphrase: string | null): string | undefined {
  // Kept as it was uploaded: the text of the file, or that in base64.
  for (const text of [key, Buffer.from(key, 'base64').toString('utf8')]) {
    try {
      const read = createPublicKey({ key: text, format: 'pem', ...(passphrase === null ? {} : { passphrase }) });
      return read.export({ type: 'spki', format: 'pem' }).toString();
    } catch {
      // Not in this form.
    }
  }
  return undefined;
}
