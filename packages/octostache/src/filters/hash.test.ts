import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '../index.ts';

function filtered(value: string, chain: string): string | undefined {
  const { text, unresolved } = evaluate({ template: `#{Value | ${chain}}`, variables: { Value: value } });
  return unresolved.length > 0 ? undefined : text;
}

it.each([
  ['Md5', '900150983cd24fb0d6963f7d28e17f72'],
  ['md5 4', '90015098'],
  ['Md5 utf-8 4', '90015098'],
  ['Md5 4 UTF8', '90015098'],
  ['Md5 unicode', 'ce1473cf80c6b3fda8e3dfc006adc315'],
  ['Sha1 800', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ['Md5 0', undefined],
  ['Md5 -1', undefined],
  ['Md5 base64', undefined],
  ['Md5 latin1', undefined],
  ['Md5 4 4', undefined],
  ['Md5 utf8 utf8', undefined],
  ['Md5 4 utf8 4', undefined],
])('abc | %s is %s', (chain, expected) => {
  expect(filtered('abc', chain)).toBe(expected);
});

it('of a Base64 text is that of its bytes', () => {
  expect(filtered('YWJj', 'Md5 base64')).toBe(filtered('abc', 'Md5'));
});

it.each(['md5', 'sha1', 'sha256', 'sha384', 'sha512'])('%s is what another implementation gives', (name) => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('#')),
      (text) => {
        expect(filtered(text, name)).toBe(createHash(name).update(text).digest('hex'));
      },
    ),
  );
});
