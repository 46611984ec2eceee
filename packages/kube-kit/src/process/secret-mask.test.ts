import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretMask } from './secret-mask.ts';

describe('a text without its secrets', () => {
  it.each<[string, string[], string, string]>([
    ['as it is', ['hunter2'], 'pw=hunter2;', 'pw=********;'],
    ['with signs of expressions', ['a.b*c$('], 'x a.b*c$( y', 'x ******** y'],
    ['the longer of two that begin alike', ['key', 'key-long'], 'key-long key', '******** ********'],
    ['as JSON writes it', ['a"b\nc'], '{"p":"a\\"b\\nc"}', '{"p":"********"}'],
    ['as base64', ['hunter2'], 'p: aHVudGVyMg==', 'p: ********'],
    ['as a URL writes it', ['p@ss/w'], 'https://u:p%40ss%2Fw@h', 'https://u:********@h'],
    ['each line of several', ['-----BEGIN\nabc\n'], 'abc', '********'],
    ['none', [''], 'nothing to hide', 'nothing to hide'],
  ])('%s', (_name, secrets, text, masked) => {
    expect(secretMask(secrets)(text)).toBe(masked);
  });

  it('never contains one', () => {
    const secret = fc.string({ minLength: 1 }).filter((text) => !/^\**$/.test(text));
    fc.assert(
      fc.property(fc.array(secret), fc.string(), fc.string(), (secrets, before, after) => {
        for (const one of secrets) {
          const masked = secretMask(secrets)(`${before}${one}${after}`);
          // What is left of the text beside the masks holds none of them whole.
          for (const piece of masked.split('********')) expect(piece.includes(one)).toBe(false);
        }
      }),
    );
  });
});
