import { CredentialError } from '../errors/from-credential.ts';
import type { CredentialSource } from './credential.ts';
import { credentialFromText, type SecretKind } from './secret-text.ts';

/**
 * An API key, or an access token, that is all a file holds, such as a mounted secret. Read when it is first needed, and again when the server refuses
 * it, so that a rotated one is taken up. Node only. Throws a CredentialError when the file cannot be read, is empty or holds more.
 */
export function credentialFromFile(path: string, kind: SecretKind = {}): CredentialSource {
  return async ({ signal }) => {
    const { readFile } = await import('node:fs/promises');
    const text = await readFile(path, { encoding: 'utf8', signal }).catch((cause: NodeJS.ErrnoException) => {
      signal.throwIfAborted();
      throw new CredentialError(`${path} cannot be read (${cause.code ?? cause.message})`, {
        hint: 'Check that the file is there and that this account may read it.',
        cause,
      });
    });
    return credentialFromText(text, { ...kind, from: path });
  };
}
