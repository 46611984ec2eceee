import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkYaml } from './index.ts';

const gate = z.union([
  z.strictObject({ approval: z.strictObject({ teams: z.array(z.string()), notRequester: z.boolean().optional() }) }),
  z.strictObject({ soak: z.string() }),
]);
const schema = z.strictObject({
  version: z.literal(1),
  cars: z.array(
    z.strictObject({
      project: z.string(),
      after: z.union([z.string(), z.array(z.string())]).optional(),
      release: z.strictObject({ version: z.string(), create: z.enum(['ifMissing']).optional() }).optional(),
    }),
  ),
  gates: z.record(z.string().regex(/^[A-Z]/, 'start with a capital'), z.array(gate)).optional(),
  onFailure: z.enum(['stop', 'continue', 'hold']).default('stop'),
});

function check(text: string) {
  return checkYaml({ text, file: 'train.yaml', schema });
}

/** `line:column code message | hint` of every problem. */
function problemsOf(checked: ReturnType<typeof check>): string[] {
  if (checked.ok) return [];
  return checked.problems.map(({ line, column, code, message, hint }) =>
    [`${line}:${column} ${code} ${message}`, ...(hint ? [hint] : [])].join(' | '),
  );
}

describe('a good file', () => {
  it('gives the value and the place of each of its parts', () => {
    const checked = check('version: 1\ncars:\n  - project: Payments/api\n    after: []\n');

    if (!checked.ok) throw new Error(problemsOf(checked).join('\n'));
    expect(checked.value).toEqual({ version: 1, cars: [{ project: 'Payments/api', after: [] }], onFailure: 'stop' });
    expect(checked.at(['cars', 0, 'project'])).toEqual({ file: 'train.yaml', line: 3, column: 14 });
    expect(checked.at(['cars', 0])).toMatchObject({ line: 3, column: 5 });
  });

  it('places a missing path at its nearest parent', () => {
    const checked = check('version: 1\ncars:\n  - project: a\n');

    if (!checked.ok) throw new Error('refused');
    expect(checked.at(['cars', 0, 'release', 'version'])).toMatchObject({ line: 3, column: 5 });
    expect(checked.at(['cars', 7])).toMatchObject({ line: 3, column: 3 });
  });

  it('places an empty value at its key', () => {
    const checked = checkYaml({ text: 'a: 1\nb:\nc: 2\n', file: 'f', schema: z.looseObject({}) });

    if (!checked.ok) throw new Error('refused');
    expect(checked.at(['b'])).toMatchObject({ line: 2, column: 1 });
  });
});

describe('several problems', () => {
  it('are reported at once, in the order of the file', () => {
    const checked = check(
      'version: 1\ncars:\n  - projct: a\n  - project: b\n    release: { version: 1.10, create: ifMising }\nonFailur: stop\n',
    );

    expect(problemsOf(checked)).toEqual([
      '3:5 unknown-key unknown key `projct` | did you mean `project`?',
      '5:25 wrong-type `version` must be a text, not a number (`1.1`) | put it in quotes: "1.10"',
      '5:39 invalid-value `create` cannot be `ifMising` | did you mean `ifMissing`?',
      '6:1 unknown-key unknown key `onFailur` | did you mean `onFailure`?',
    ]);
  });

  it('quote the line', () => {
    const checked = check('version: 1\ncars: []\r\nonFailur: stop # hm\n');

    expect(checked).toMatchObject({ ok: false, problems: [{ excerpt: 'onFailur: stop # hm' }] });
  });

  it('name what is missing', () => {
    expect(problemsOf(check('onFailure: hold'))).toEqual([
      '1:1 missing-key `version` is missing | one of: 1',
      '1:1 missing-key `cars` is missing | add it: a list',
    ]);
  });

  it('list the known keys when none is near', () => {
    expect(problemsOf(check('version: 1\ncars:\n  - project: a\n    zebra: 1\n'))).toEqual([
      '4:5 unknown-key unknown key `zebra` | known here: project, after, release',
    ]);
  });
});

describe('unions', () => {
  it('suggest a key of any option', () => {
    expect(problemsOf(check('version: 1\ncars: []\ngates:\n  Production:\n    - aproval: { teams: [] }\n'))).toEqual([
      '5:7 unknown-key unknown key `aproval` | did you mean `approval`?',
    ]);
  });

  it('report inside the option that was meant', () => {
    expect(problemsOf(check('version: 1\ncars: []\ngates:\n  Production:\n    - approval: { teems: [] }\n'))).toEqual([
      '5:19 unknown-key unknown key `teems` | did you mean `teams`?',
    ]);
  });

  it('name the allowed types when none fits', () => {
    expect(problemsOf(check('version: 1\ncars:\n  - project: a\n    after: { x: 1 }\n'))).toEqual([
      '4:12 wrong-type `after` must be a text or a list, not a mapping',
    ]);
  });

  it('with a discriminator suggest its values and the keys of the chosen option', () => {
    const shapes = z.array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('circle'), radius: z.number() }),
        z.strictObject({ kind: z.literal('square'), side: z.number() }),
      ]),
    );
    const text = '- kind: circel\n- kind: square\n  sied: 2\n- kind: circle\n  side: 1\n  radius: 2\n';

    expect(problemsOf(checkYaml({ text, file: 'f', schema: shapes }) as ReturnType<typeof check>)).toEqual([
      '1:9 invalid-value `kind` cannot be `circel` | did you mean `circle`?',
      '3:3 unknown-key unknown key `sied` | did you mean `side`?',
      '5:3 unknown-key unknown key `side` | known here: kind, radius',
    ]);
  });

  it('say which key of a record is refused', () => {
    expect(problemsOf(check('version: 1\ncars: []\ngates:\n  production: []\n'))).toEqual([
      '4:3 invalid-key `production` cannot be a key here: start with a capital',
    ]);
  });
});

describe('the YAML itself', () => {
  it('is refused when broken', () => {
    const [first] = problemsOf(check('version: 1\ncars: [a, b\nonFailure: stop\n'));

    expect(first).toMatch(/^\d+:\d+ yaml-syntax /);
  });

  it.each([
    ['version: 1\ncars:\n\t- a\n', ['3:1 yaml-syntax not valid YAML: tabs cannot indent | indent with blanks']],
    [
      'version: 1\ncars:\n  - project: a: b\n',
      ['3:14 yaml-syntax not valid YAML: a second colon on this line | put the text with the colon in quotes'],
    ],
    [
      "a: 1\nb: 'open\nc: 2\n",
      ['2:4 yaml-syntax not valid YAML: this quote is never closed | close it, or take it away'],
    ],
    ['cars: [a, b\nversion: 1\n', ['2:1 yaml-syntax not valid YAML: `]` is missing before this place']],
    [
      'version: 1\n---\nversion: 2\n',
      ['2:1 yaml-syntax not valid YAML: more than one document in the file | remove the `---` line'],
    ],
  ])('is explained: %j', (text, problems) => {
    expect(problemsOf(check(text))).toEqual(problems);
  });

  it('may not have a key twice, which does not hide other problems', () => {
    expect(problemsOf(check('version: 1\nversion: 1\ncars: []\nonFailur: stop\n'))).toEqual([
      '2:1 duplicate-key this key is already written above | keep one of them',
      '4:1 unknown-key unknown key `onFailur` | did you mean `onFailure`?',
    ]);
  });

  it('may be empty, which is one problem', () => {
    expect(problemsOf(check(''))).toEqual(['1:1 wrong-type the file must be a mapping, not empty']);
  });

  it('may use anchors, aliases and merge keys, with positions inside them', () => {
    const text = 'base: &base\n  project: a\n  zebra: 1\nlist:\n  - <<: *base\n    after: b\n  - *base\n';
    const loose = z.object({
      base: z.unknown(),
      list: z.array(z.strictObject({ project: z.string(), after: z.string().optional() })),
    });
    const checked = checkYaml({ text, file: 'f', schema: loose });

    expect(checked).toMatchObject({ ok: false, problems: [{ line: 3, column: 3, message: 'unknown key `zebra`' }] });
  });

  it('is refused when an alias has no anchor or stands inside its own', () => {
    expect(problemsOf(check('version: *nope\n'))[0]).toMatch(/^1:10 /);
    expect(problemsOf(check('version: &a [ *a ]\n'))[0]).toMatch(/^1:15 alias-loop /);
  });

  it('is refused when aliases multiply', () => {
    const levels = Array.from(
      { length: 12 },
      (_, at) => `l${at + 1}: &l${at + 1} [${Array(10).fill(`*l${at}`).join(', ')}]`,
    );

    expect(problemsOf(check(`l0: &l0 [x]\n${levels.join('\n')}\n`))).toEqual([
      '6:9 too-large aliases expand to too many values here | write fewer aliases of aliases',
    ]);
  });

  it('may repeat a small alias many times', () => {
    const text = `a: &a { x: 1 }\nlist: [${Array(500).fill('*a').join(', ')}]\n`;

    expect(checkYaml({ text, file: 'f', schema: z.looseObject({}) }).ok).toBe(true);
  });

  it('is refused when nested without end', () => {
    expect(problemsOf(check('['.repeat(500) + ']'.repeat(500)))[0]).toContain('too-deep');
    expect(check('['.repeat(100_000)).ok).toBe(false);
  });
});

describe('rules across fields', () => {
  const rule = (
    value: z.output<typeof schema>,
    report: (path: PropertyKey[], problem: { code: string; message: string }) => void,
  ) =>
    value.cars.forEach((car, at) => {
      if (typeof car.after === 'string' && !value.cars.some(({ project }) => project === car.after)) {
        report(['cars', at, 'after'], { code: 'unknown-car', message: `no car \`${car.after}\`` });
      }
    });

  it('are reported together with what the schema refuses', () => {
    const text = 'version: 1\ncars:\n  - projct: a\n  - project: b\n    after: c\nonFailure: stopp\n';

    expect(problemsOf(checkYaml({ text, file: 'f', schema, check: rule }))).toEqual([
      '3:5 unknown-key unknown key `projct` | did you mean `project`?',
      '5:12 unknown-car no car `c`',
      '6:12 invalid-value `onFailure` cannot be `stopp` | did you mean `stop`?',
    ]);
  });

  it('refuse a file that the schema accepts', () => {
    const checked = checkYaml({
      text: 'version: 1\ncars:\n  - { project: a, after: z }\n',
      file: 'f',
      schema,
      check: rule,
    });

    expect(problemsOf(checked)).toEqual(['3:26 unknown-car no car `z`']);
  });

  it('may stand in the schema, with code and hint as parameters', () => {
    const even = z.number().superRefine((value, context) => {
      if (value % 2 === 1)
        context.addIssue({ code: 'custom', message: 'odd', params: { code: 'not-even', hint: 'add one' } });
    });
    const checked = checkYaml({ text: 'n: 3', file: 'f', schema: z.object({ n: even }) });

    expect(checked).toMatchObject({
      ok: false,
      problems: [{ code: 'not-even', message: 'odd', hint: 'add one', column: 4 }],
    });
  });
});

it('refuses a tagged merge key that brings in nothing, as it does a plain one', () => {
  expect(problemsOf(check('!\t<<: '))).toEqual([expect.stringContaining('`<<` can only bring in a mapping')]);
});

it('never throws, whatever the text', () => {
  const piece = fc.constantFrom(
    'a',
    ':',
    ' ',
    '\n',
    '- ',
    '{',
    '}',
    '[',
    ']',
    '&a ',
    '*a',
    '<<: ',
    '? ',
    '"',
    "'",
    '|',
    '!',
    '#',
    '1',
    '\t',
    '%',
    '---\n',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const checked = check(pieces.join(''));
      if (checked.ok) return;
      expect(checked.problems.length).toBeGreaterThan(0);
      for (const { line, column } of checked.problems) expect(Math.min(line, column)).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
