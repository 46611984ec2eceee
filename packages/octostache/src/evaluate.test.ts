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
  'Octopus/Env-1': '5',
  Thousand: ' 1,000 ',
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
  ['#{calc 1 - 2 - 3 * 4}', '-13'],
  ['#{calc 1 / 0}', '∞'],
  ['#{calc {Octopus/Env-1} - Replicas}', '2'],
  ['#{calc Octopus/Env-1 - Replicas}', '2'],
  ['#{calc Thousand + 1}', '1001'],
  ['#{calc 1 / 3 * 100000000000000000}', '3.3333333333333332E+16'],
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

  it('goes through JSON whose texts are templates, in the order of its keys', () => {
    const variables = { Map: '{"2": "#{Word}", "1": 15.210, b: {c: [true, null]}}', Word: 'w' };

    expect(textOf('#{each p in Map}#{p}=#{p.Value};#{/each}', variables)).toBe('2=w;1=15.21;b={"c":[true,null]};');
  });

  it('hides a variable of the same name, and finds other names outside', () => {
    expect(textOf('#{each a in A}#{a}#{a.x}#{B}#{/each}', { A: '1', B: 'b', 'a.x': 'outside' })).toBe('1outsideb');
  });

  it('is null when a round says so', () => {
    expect(evaluate({ template: '#{each a in A}#{ | null}#{/each}', variables: { A: '1' } }).isNull).toBe(true);
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

  it('is told once, however often it is met', () => {
    const result = evaluate({ template: '#{Bad}#{Bad}', variables: { Bad: '#{oops' } });

    expect(result.errors).toMatchObject([{ code: 'syntax', variable: 'Bad', offset: 6 }]);
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
