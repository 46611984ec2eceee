import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { newAccountKeys, newTokens, tokensFile, tokensIn } from './identities.ts';

it('tokens are read back from the file of the API server, and differ each time', () => {
  const tokens = newTokens();
  expect(tokensIn(tokensFile(tokens))).toEqual(tokens);
  expect(new Set([...Object.values(tokens), ...Object.values(newTokens())]).size).toBe(6);
});

it.each([[''], ['abc'], ['a,kubernetes-admin,admin,"system:masters"\n']])('a torn file has none: %j', (text) => {
  expect(tokensIn(text)).toBeUndefined();
});

it('what the private key signs the public one verifies', async () => {
  const { privateKey, publicKey } = await newAccountKeys();
  const signature = sign('sha256', Buffer.from('x'), createPrivateKey(privateKey));
  expect(verify('sha256', Buffer.from('x'), createPublicKey(publicKey), signature)).toBe(true);
});
