import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

const configurationSchema = z.object({ issuer: z.string(), jwks_uri: z.string() });
const keySetSchema = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/** What an issuer publishes could not be had. The message is a sentence about it. */
export class IssuerUnavailable extends Error {
  override readonly name = 'IssuerUnavailable';
}

/**
 * The RSA key of that id that an issuer publishes through its discovery document; without an id, its only one.
 *
 * @throws {IssuerUnavailable} when a document cannot be fetched, is of another form, or there is no such key.
 */
export async function issuerKey(
  fetchDocument: typeof fetch,
  wanted: { readonly issuer: string; readonly keyId: string | undefined },
): Promise<KeyObject> {
  const { issuer, keyId } = wanted;
  const configuration = await read(
    fetchDocument,
    `${withoutSlash(issuer)}/.well-known/openid-configuration`,
    configurationSchema,
  );
  if (withoutSlash(configuration.issuer) !== withoutSlash(issuer)) {
    throw new IssuerUnavailable(`The issuer '${issuer}' calls itself '${configuration.issuer}'.`);
  }
  const { keys } = await read(fetchDocument, configuration.jwks_uri, keySetSchema);
  const rsa = keys.filter(({ kty }) => kty === 'RSA');
  const key = keyId === undefined && rsa.length === 1 ? rsa[0] : rsa.find(({ kid }) => kid === keyId);
  if (key === undefined) throw new IssuerUnavailable(`The issuer '${issuer}' has no key '${keyId ?? ''}'.`);
  try {
    // Whether it is a key is found out by reading it.
    return createPublicKey({ key: key as JsonWebKey, format: 'jwk' });
  } catch {
    throw new IssuerUnavailable(`The key '${keyId ?? ''}' of the issuer '${issuer}' cannot be read.`);
  }
}

async function read<T extends z.ZodType>(
  fetchDocument: typeof fetch,
  address: string,
  schema: T,
): Promise<z.output<T>> {
  const response = await fetchDocument(address).catch(() => undefined);
  if (!response?.ok) throw new IssuerUnavailable(`${address} could not be read.`);
  const result = schema.safeParse(await response.json().catch(() => undefined));
  if (!result.success) throw new IssuerUnavailable(`${address} is not what an issuer publishes.`);
  return result.data;
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
