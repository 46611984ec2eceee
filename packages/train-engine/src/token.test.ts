import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readToken, type Token, writeComment } from './token.ts';

const token: Token = { run: 'friday-20260102-abcdef', car: 'api', try: 1, plan: 'p1', by: 'maria', head: 'h1' };

describe('a token', () => {
  it('stands behind a sentence for people', () => {
    expect(writeComment('Release train friday', token)).toBe(
      'Release train friday [octotrain:1 run=friday-20260102-abcdef car=api try=1 plan=p1 by=maria head=h1]',
    );
  });

  it('is read back whatever it holds', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, text, text, fc.integer({ min: 1 }), (sentence, car, by, head, attempt) => {
        const written = { ...token, car, by, head, try: attempt };

        expect(readToken(writeComment(sentence, written))).toEqual(written);
      }),
    );
  });

  it('is the last one, where somebody pasted another', () => {
    expect(readToken(writeComment(writeComment('again:', { ...token, run: 'old' }), token))).toEqual(token);
  });

  it.each([
    null,
    undefined,
    '',
    'a person wrote this',
    '[octotrain:1]',
    '[octotrain:2 run=a car=b try=1 plan=c by=d head=e]',
    '[octotrain:1 run=a car=b try=0 plan=c by=d head=e]',
    '[octotrain:1 run=a car=b try=1.5 plan=c by=d head=e]',
    '[octotrain:1 run=a car=b plan=c by=d head=e]',
    '[octotrain:1 run=a car=b try=1 plan=c by=d]',
    '[octotrain:1 run=%E0%A4%A car=b try=1 plan=c by=d head=e]',
  ])('is not found in %j', (comment) => {
    expect(readToken(comment)).toBeUndefined();
  });
});
