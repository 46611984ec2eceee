import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, evaluateCondition } from './index.ts';

const variables = {
  'Octopus.Environment.Name': 'Production',
  'Octopus.Deployment.Tenant.Name': 'Acme Corp',
  Namespace: '#{Octopus.Deployment.Tenant.Name | ToLower | Replace " " "-"}-#{Octopus.Environment.Name | ToLower}',
  'Step[Build].Status': 'Succeeded',
  'Step[Smoke Test].Status': 'Failed',
  Current: 'Build',
  Json: '{"image": {"tag": "1.1.0"}, "ports": [80, 443]}',
  Replicas: '3',
};

function textOf(template: string, more: Record<string, string> = {}): string {
  return evaluate({ template, variables: { ...variables, ...more } }).text;
}

it.each([
  ['#{Octopus.Environment.Name | ToLower}', 'production'],
  ['#{Octopus.Deployment.Tenant.Name|ToLower|Replace " " "-"}', 'acme-corp'],
  ['ns: #{Namespace}', 'ns: acme-corp-production'],
  ['#{ octopus.environment.NAME }', 'Production'],
  ['#{Step[Smoke Test].Status}', 'Failed'],
  ['#{Step[#{Current}].Status}', 'Succeeded'],
  ['#{Step[*].Status}', 'Succeeded'],
  ['#{Json.image.tag}, #{Json.ports[1]}', '1.1.0, 443'],
  ['#{Json.nothing}', ''],
  ['##{Namespace}', '#{Namespace}'],
  ['###{Replicas}', '#3'],
  ['#', '#'],
  ['#{calc Replicas * 2 + 1}', '7'],
  ['#{calc (Replicas + 1) / 2}', '2'],
  ['#{Nothing | Append x}', 'x'],
  ['#{Replicas | Append #{Current} "!"}', '3Build!'],
])('%s gives %s', (template, text) => {
  expect(evaluate({ template, variables })).toEqual({
    text,
    isNull: false,
    unresolved: [],
    unresolvedAt: [],
    errors: [],
  });
});

describe('conditions', () => {
  it.each([
    ['#{if Replicas}yes#{else}no#{/if}', 'yes'],
    ['#{if Missing}yes#{else}no#{/if}', 'no'],
    ['#{unless Missing}yes#{/unless}', 'yes'],
    ['#{if Octopus.Environment.Name == "Production"}p#{elseif Replicas}r#{else}e#{/if}', 'p'],
    ['#{if Octopus.Environment.Name != "Production"}p#{elseif Replicas == "3"}r#{else}e#{/if}', 'r'],
    ['#{if "production" == Octopus.Environment.Name | ToLower}p#{/if}', 'p'],
    ['#{if Replicas}#{if Missing}a#{else}b#{/if}#{/if}', 'b'],
  ])('%s gives %s', (template, text) => {
    expect(textOf(template)).toBe(text);
  });

  it('print the block when a filter in them fails, and report it', () => {
    const template = '#{if Replicas | NoSuchFilter}x#{/if}';

    expect(evaluate({ template, variables })).toMatchObject({ text: template, unresolved: [template] });
  });

  it('of a step hold only when nothing is unresolved and the text is true', () => {
    const holds = (template: string) => evaluateCondition({ template, variables }).holds;

    expect(holds('#{if Octopus.Environment.Name == "Production"}true#{/if}')).toBe(true);
    expect(holds('#{if Octopus.Environment.Name == "Staging"}true#{/if}')).toBe(false);
    expect(holds('#{Missing}')).toBe(false);
    expect(holds('#{if')).toBe(false);
  });
});

describe('each', () => {
  it('goes through indexed names, in their order', () => {
    expect(textOf('#{each s in Step}#{s}=#{s.Status};#{/each}')).toBe('Build=Succeeded;Smoke Test=Failed;');
  });

  it('goes through JSON, and text between commas', () => {
    expect(textOf('#{each p in Json.ports}#{p} #{/each}')).toBe('80 443 ');
    expect(textOf('#{each p in Map}#{p.Key}:#{p.Value.x} #{/each}', { Map: '{"a":{"x":1},"b":{"x":2}}' })).toBe(
      'a:1 b:2 ',
    );
    expect(textOf('#{each p in List}<#{p}>#{/each}', { List: 'a,b' })).toBe('<a><b>');
  });

  it('knows its place, and the loops around it', () => {
    const template =
      '#{each a in A}#{each b in B}#{a}#{b}#{unless Octopus.Template.Each.Last}, #{/unless}#{/each}; #{/each}';

    expect(textOf(template, { A: '1,2', B: 'x,y' })).toBe('1x, 1y; 2x, 2y; ');
  });

  it('of nothing is nothing', () => {
    expect(textOf('[#{each a in Missing}#{a}#{/each}]')).toBe('[]');
  });
});

describe('what has no value', () => {
  it('stays in the text in its canonical form, and is listed', () => {
    const result = evaluate({ template: 'a #{ Missing|ToUpper } b #{Other} #{Other}', variables });

    expect(result).toMatchObject({ text: 'a #{Missing | ToUpper} b #{Other} #{Other}', errors: [] });
    expect(result.unresolved).toEqual(['#{Missing | ToUpper}', '#{Other}']);
  });

  it('stays when an index or a calculation has none', () => {
    expect(textOf('#{Step[#{Missing}].Status} #{calc Missing+1}')).toBe('#{Step[#{Missing}].Status} #{Missing+1}');
  });

  it('is null when the filter says so', () => {
    expect(evaluate({ template: 'a#{ | null}', variables })).toMatchObject({ text: '', isNull: true });
    expect(textOf('#{Empty}', { Empty: '#{ | null}' })).toBe('#{Empty}');
  });
});

describe('a template with a fault', () => {
  it.each([
    ['a #{b', 'expected `}`', 5],
    ['#{if a}b', 'expected `#{/if}`', 8],
    ['#{ }', 'a name is missing', 3],
    ['x#{/if}', 'a block is closed that was not opened', 1],
    ['#{a | }', 'the name of a filter is missing', 6],
    ['#{each a of b}#{/each}', 'expected `in`', 13],
  ])('%s comes back as it is', (template, message, offset) => {
    expect(evaluate({ template, variables })).toMatchObject({
      text: template,
      errors: [{ code: 'syntax', message, offset }],
    });
  });

  it('in a value leaves the rest alone', () => {
    const result = evaluate({ template: '#{Good} #{Bad}', variables: { Good: '1', Bad: '#{oops' } });

    expect(result).toMatchObject({ text: '1 #{oops', errors: [{ code: 'syntax' }] });
  });

  it('that refers to itself fails whole, and says by which way', () => {
    const result = evaluate({ template: 'x #{A}', variables: { A: '#{b}', B: '#{a}' } });

    expect(result).toMatchObject({ text: 'x #{A}', errors: [{ code: 'recursion' }] });
    expect(result.errors[0]?.message).toBe('a variable refers to itself: #{a} → #{b} → #{a}');
  });

  it('whose variables multiply is given up', () => {
    const bomb = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`v${at}`, `#{v${at + 1}}`.repeat(4)]));

    expect(evaluate({ template: '#{v0}', variables: bomb }).errors).toMatchObject([{ code: 'too-large' }]);
  });

  it('that nests without end is given up', () => {
    const chain = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`v${at}`, `#{v${at + 1}}`]));

    expect(evaluate({ template: '#{v0}', variables: chain }).errors).toMatchObject([{ code: 'too-deep' }]);
    expect(evaluate({ template: '#{if a}'.repeat(50_000), variables }).errors).toMatchObject([{ code: 'syntax' }]);
    expect(evaluate({ template: `#{a${'[#{a'.repeat(50_000)}`, variables }).errors).toMatchObject([{ code: 'syntax' }]);
  });
});

describe('laws', () => {
  const piece = fc.constantFrom(
    '#{',
    '}',
    '#',
    '##{',
    'if ',
    'unless ',
    'each a in ',
    'calc ',
    '#{/if}',
    '#{/each}',
    '#{else}',
    '#{elseif ',
    'A',
    'B',
    'C',
    '.',
    '[',
    ']',
    '[*]',
    ' | ',
    'ToLower',
    'Append ',
    'null',
    '"',
    '\\"',
    '==',
    '+',
    '(',
    ')',
    ' ',
    ',',
    '1',
    '{',
    'é',
    '😀',
  );
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

  it('a text without #{ is unchanged', () => {
    fc.assert(
      fc.property(
        fc.string().filter((one) => !one.includes('#{')),
        (one) => {
          expect(evaluate({ template: one, variables })).toEqual({
            text: one,
            isNull: false,
            unresolved: [],
            unresolvedAt: [],
            errors: [],
          });
        },
      ),
    );
  });

  it('evaluation ends and never throws, whatever the texts', () => {
    fc.assert(
      fc.property(text, text, text, (template, a, b) => {
        const result = evaluate({ template, variables: { A: a, B: b, C: 'c', 'A[x]': 'y' } });
        expect(typeof result.text).toBe('string');
      }),
      { numRuns: 1000 },
    );
  });

  it('an escaped template comes out as it was written', () => {
    const plain = fc.stringMatching(/^[A-Za-z .|"]*$/);
    fc.assert(fc.property(plain, (inside) => textOf(`##{${inside}}`) === `#{${inside}}`));
  });
});

it('stays linear on hostile text', () => {
  const hostile = ['#{a ', '#{a[', '#{a | ', '#', '##{', '#{if a}x#{/if}', '#{a', '"', ' '].map((part) =>
    part.repeat(40_000),
  );

  const started = performance.now();
  for (const one of hostile) evaluate({ template: `#{a}${one}`, variables });
  for (const one of hostile) evaluate({ template: `#{a ${one}`, variables });

  // Quadratic work on these would take minutes.
  expect(performance.now() - started).toBeLessThan(5000);
});

interface RecordedCase {
  test: string;
  kind: 'evaluate' | 'get' | 'truthy';
  template: string;
  variables: Record<string, string | null>;
  expected: string | boolean | null;
  ignoring?: string;
}

/** Recorded cases of the original may be given in a file; this is what of them is known not to work yet. */
const notYet = /\b(Md5|Sha\d+|UriPart|Format|AddHours|AddDays|NowDate|NowDateUtc|Markdown)\b|EndsWith a b/;
const recorded = process.env.OCTOSTACHE_CASES;

if (recorded && existsSync(recorded)) {
  it('agrees with the recorded cases of the original', () => {
    const { cases } = JSON.parse(readFileSync(recorded, 'utf8')) as { cases: RecordedCase[] }; // the file's own shape
    const wrong = cases.filter((one) => {
      const { text, isNull, holds } = evaluateCondition(one);
      const result = one.kind === 'truthy' ? holds : isNull ? null : text;
      return (
        (one.ignoring && typeof result === 'string' ? result.replaceAll(one.ignoring, '') : result) !== one.expected
      );
    });

    console.info(`${cases.length - wrong.length} of ${cases.length} recorded cases agree`);
    expect(wrong.filter((one) => !notYet.test(JSON.stringify(one)))).toEqual([]);
  });
}
