import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../index.ts';

/** The value after a filter; undefined when it stays unresolved. */
function filtered(value: string, chain: string): string | undefined {
  const { text, unresolved } = evaluate({ template: `#{Value | ${chain}}`, variables: { Value: value } });
  return unresolved.length > 0 ? undefined : text;
}

it.each([
  ['Acme Corp', 'ToUpper', 'ACME CORP'],
  [' a ', 'Trim', 'a'],
  [' a ', 'Trim start', 'a '],
  [' a ', 'Trim END', ' a'],
  [' a ', 'Trim middle', undefined],
  ['abcdef', 'Truncate 3', 'abc...'],
  ['abcdef', 'Truncate 3 "~"', 'abc~'],
  ['abc', 'Truncate 3', 'abc'],
  ['abcdef', 'Substring 2', 'ab'],
  ['abcdef', 'Substring 2 3', 'cde'],
  ['abcdef', 'Substring 9 1', undefined],
  ['a.b.c', 'Replace "\\." "-"', 'a-b-c'],
  ['a b c', 'Replace " "', 'abc'],
  ['2026-11', 'Replace "([0-9]+)-([0-9]+)" "$2/$1"', '11/2026'],
  ['ab', 'Replace "a" "<$0>"', '<a>b'],
  ['abc', 'Replace "("', undefined],
  ['abc', 'Match "^a.c$"', 'true'],
  ['abc', 'Contains B', 'false'],
  ['abc', 'StartsWith ab', 'true'],
  ['abc', 'EndsWith bc', 'true'],
  ['a\nb', 'Indent 2', '  a\n  b'],
  ['a\nb', 'Indent /2', 'a\n  b'],
  ['a\nb', 'Indent 300', undefined],
  ['a\nb', 'Indent "- " "  "', '- a\n  b'],
  ['<a href="/">', 'HtmlEscape', '&lt;a href=&quot;&#x2F;&quot;&gt;'],
  ["<'&'>", 'XmlEscape', '&lt;&apos;&amp;&apos;&gt;'],
  ['a"\\\n', 'JsonEscape', 'a\\"\\\\\\n'],
  ["it's", 'YamlSingleQuoteEscape', "it''s"],
  ['é"', 'YamlDoubleQuoteEscape', '\\u00e9\\"'],
  ['a b:c', 'PropertiesKeyEscape', 'a\\ b\\:c'],
  [' a b', 'PropertiesValueEscape', '\\ a b'],
  ['a b/c', 'UriEscape', 'a%20b/c'],
  ['a b/c!', 'UriDataEscape', 'a%20b%2Fc%21'],
  ['1.2.3-rc.4+x', 'VersionPreRelease', 'rc.4'],
  ['1.2.3-rc.4+x', 'VersionPreReleaseCounter', '4'],
  ['1.2', 'VersionPatch', '0'],
  ['Éß', 'ToUpper', 'Éß'],
  ['ab', 'Truncate -1', undefined],
  ['ab', 'Truncate "1.5"', undefined],
  ['ab', 'Substring 2 5', ''],
  ['ab', 'Substring -1', undefined],
  ['aB', 'Replace "(?i)b"', 'a'],
  ['abc', 'Match "(?<=a)b"', 'true'],
  ['abc', 'Match', undefined],
  ['abc', 'Contains b c', undefined],
  ['a', 'Prepend x y', 'xya'],
  ['a', 'Append', undefined],
  ['', 'Indent', ''],
  ['a\nb', 'Indent', '    a\n    b'],
  ['a\nb', 'Indent 1/3', ' a\n   b'],
  ['a\nb', 'Indent x', 'xa\nxb'],
  ['a\nb', 'Indent 1 2 3', undefined],
  ['a\r\n\r\nb\n', 'YamlSingleQuoteEscape', 'a\r\n\r\n\r\nb\n\n'],
  ['a\tb', 'YamlDoubleQuoteEscape', 'a\\tb'],
  ['a=b\nc', 'PropertiesKeyEscape', 'a\\=b\\nc'],
  ['a[b]%', 'UriEscape', 'a[b]%25'],
  ["~.-_!'()*", 'UriDataEscape', '~.-_%21%27%28%29%2A'],
  ['\ud800', 'UriDataEscape', '%EF%BF%BD'],
  ['é', 'ToBase64', 'w6k='],
  ['é', 'ToBase64 unicode', '6QA='],
  ['w6k', 'FromBase64', undefined],
  ['w6k=', 'FromBase64 latin1', undefined],
  ['w6 k=\n', 'FromBase64', 'é'],
  ['v1.2.3.4_rc', 'VersionRevision', '4'],
  ['1.2', 'VersionPreRelease', ''],
  ['latest', 'VersionMajor', '0'],
  ['a', 'NoSuchFilter', undefined],
  ['a', 'ToLower extra', undefined],
  ['Acme Corp', 'ToLower | Replace " " "-" | Append "-eu"', 'acme-corp-eu'],
])('%j | %s gives %j', (value, chain, result) => {
  expect(filtered(value, chain)).toBe(result);
});

describe('laws', () => {
  const plain = fc.string({ unit: 'binary' }).filter((text) => !text.includes('#'));

  it('Base64 comes back as it went, in both encodings', () => {
    fc.assert(
      fc.property(plain, (text) => {
        expect(filtered(text, 'ToBase64 | FromBase64')).toBe(text.replace(/^\ufeff/, ''));
        expect(filtered(text, 'ToBase64 unicode | FromBase64 unicode')).toBe(text.replace(/^\ufeff/, ''));
      }),
    );
  });

  it('an escaped text is what JSON and a URI read back', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('#')),
        (text) => {
          expect(JSON.parse(`"${filtered(text, 'JsonEscape')}"`)).toBe(text);
          expect(decodeURIComponent(filtered(text, 'UriDataEscape') ?? '')).toBe(text);
        },
      ),
    );
  });
});
