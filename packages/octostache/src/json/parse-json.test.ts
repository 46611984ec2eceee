import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonAt, jsonText } from './json.ts';
import { parseJson } from './parse-json.ts';

/** The text at a path, in the words of the value itself. */
function textAt(text: string, ...path: readonly string[]): string | undefined {
  const json = parseJson(text);
  const value =
    json &&
    jsonAt(
      json,
      path.map((step) => ({ text: step })),
    );
  return value === undefined ? undefined : jsonText(value);
}

it.each([
  ['{"a": {"b": [1, 2]}}', ['a', 'b', '1'], '2'],
  ['{a: \'x\', $b_1: "y"}', ['$b_1'], 'y'],
  ["{'a': 'it\\'s'}", ['a'], "it's"],
  ['{"a": "\\u00e9\\n\\/"}', ['a'], 'é\n/'],
  ['[1, 2, ]', ['1'], '2'],
  ['{"a": 1, }', ['a'], '1'],
  ['/* c */ [1, // d\n 2]', ['1'], '2'],
  ['{"a": true, "b": false, "c": null}', ['a'], 'True'],
  ['{"a": null}', ['a'], ''],
  ['{"a": 12345678901234567890}', ['a'], '12345678901234567890'],
  ['{"a": 1.50}', ['a'], '1.5'],
  ['{"a": -1e20}', ['a'], '-1E+20'],
  ['{"b": 1, "2": 2, "1": [3.0, "x"]}', [], '{"b":1,"2":2,"1":[3.0,"x"]}'],
  ['{"a": 1, "a": 2}', ['a'], '2'],
  ['{"__proto__": 1}', ['__proto__'], '1'],
  ['{"a": "\u2028"}', [], '{"a":"\\u2028"}'],
  ['[1]', ['*'], '1'],
  ['{"a": 1}', ['*'], '1'],
  ['[1]', ['1'], undefined],
  ['[1]', ['-1'], undefined],
  ['{"a": "x"}', ['a', 'b'], undefined],
  ['{}', ['constructor'], undefined],
])('%s at %j is %j', (text, path, expected) => {
  expect(textAt(text, ...path)).toBe(expected);
});

describe('a text is no JSON', () => {
  it.each([
    '',
    '1',
    '"a"',
    'true',
    '{',
    '[',
    '[1',
    '{"a"}',
    '{"a":}',
    '{a b: 1}',
    '[1 2]',
    '[1]]',
    '[1] x',
    '["a]',
    '[\'a"]',
    '{"a": tru}',
    '[01]',
    '[1.]',
    '[.5]',
    '[-]',
    '["\\x"]',
    '["\\u12"]',
    '[1 /* ]',
    '[nothing]',
    '#{a}',
    '{#{a}: 1}',
    '['.repeat(200) + ']'.repeat(200),
  ])('when it is %s', (text) => {
    expect(parseJson(text)).toBeUndefined();
  });
});

it('whatever JavaScript writes is read, and written the same', () => {
  const json = fc.jsonValue({ maxDepth: 4, noUnicodeString: false });
  fc.assert(
    fc.property(
      json.filter((value) => typeof value === 'object' && value !== null),
      (value) => {
        const text = JSON.stringify(value);
        expect(JSON.parse(textAt(text) ?? '')).toEqual(JSON.parse(text));
      },
    ),
  );
});
