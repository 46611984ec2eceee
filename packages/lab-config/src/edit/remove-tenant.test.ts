import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallLab } from '../check/small-lab.test-data.ts';
import { loadLab } from '../load/load-lab.ts';
import type { Lab } from '../model/lab.ts';
import { addTenant } from './add-tenant.ts';
import { removeTenant } from './remove-tenant.ts';

const acme = / {4}tenants:\n {6}Acme:\n {8}projects: \[web\]\n {8}values:\n {10}web: \{ Colour: red \}\n/;

function removed(tenants: string, name = 'Nordic'): string {
  const text = smallLab.replace(acme, () => tenants);
  const edited = removeTenant({ text, file: 'small.yaml', space: 'Shop', name });
  if (!edited.ok) return edited.problems.map(({ code, message }) => `${code}: ${message}`).join('\n');
  return (
    /( {4}tenants:.*?)?(?=people:)/s.exec(edited.text.slice(edited.text.indexOf('script: echo }') + 15))?.[0] ?? ''
  );
}

describe('a tenant is taken out, and comments of others stay', () => {
  it.each([
    [
      'between two',
      '    tenants:\n      A: {}\n      # of Nordic or below\n      Nordic: {} # gone\n      # of B\n      B: {}\n',
      '    tenants:\n      A: {}\n      # of Nordic or below\n      # of B\n      B: {}\n',
    ],
    [
      'with comments set in below it',
      '    tenants:\n      Nordic:\n        projects: []\n        # its own\n      B: {}\n',
      '    tenants:\n      B: {}\n',
    ],
    ['the only one', '    tenants:\n      Nordic: {}\n', ''],
    [
      'the only one, below a comment',
      '    tenants: # merchants\n      # none yet\n      Nordic: {}\n',
      '    tenants: {} # merchants\n      # none yet\n',
    ],
    ['out of braces', '    tenants: { A: {}, Nordic: {}, B: {} }\n', '    tenants: { A: {}, B: {} }\n'],
    ['the first of braces', '    tenants: { Nordic: {}, B: {} }\n', '    tenants: { B: {} }\n'],
    ['the last of braces', '    tenants: {A: {}, Nordic: {}}\n', '    tenants: {A: {}}\n'],
    ['the only one of braces', '    tenants: {Nordic: {},}\n', '    tenants: {}\n'],
  ])('%s', (_which, tenants, expected) => {
    expect(removed(tenants)).toBe(expected);
  });

  it('is refused when the file has no such tenant', () => {
    expect(removed('    tenants:\n      A: {}\n')).toMatch(/^unknown-tenant/);
  });
});

it('is refused while a team is restricted to it', () => {
  const text = smallLab.replace('environments: [Production], projects: [web]', 'tenants: [Acme]');
  const edited = removeTenant({ text, file: 'small.yaml', space: 'Shop', name: 'Acme' });

  expect(edited).toMatchObject({ ok: false, problems: [{ code: 'unknown-tenant', message: /Acme/ }] });
});

/** Comments and blank lines that may stand between two lines of a block. */
const between = fc.array(fc.constantFrom('', '      # a comment', '        # deeper', '# at the margin', '  '), {
  maxLength: 3,
});
const names = fc.uniqueArray(fc.constantFrom('Acme', "'Euro Shop'", '"B: C"', '? X', '12', 'Ünter'), { maxLength: 4 });
const entry = fc.constantFrom(
  ' { projects: [web], values: { web: { Colour: red } } }',
  " {projects: [web], values: {web: {Colour: '#fff'}}} # here",
  '\n        projects: [web]\n        values:\n          web: { Colour: "a b" }',
  '\n        projects:\n        - web\n        description: |\n          Text\n\n          more\n        values: { web: { Colour: x } }',
  '\n        description: >-\n          folded\n          text\n\n\n        projects: []',
  '\n        projects: []\n        description: |+\n          kept\n',
  ' {}',
);

const block = fc.tuple(
  names,
  fc.array(entry, { minLength: 4, maxLength: 4 }),
  fc.array(between, { minLength: 5, maxLength: 5 }),
);
const tenantsText = fc.oneof(
  fc.constantFrom('', '    tenants: {}\n', '    tenants: { }\n', '    tenants: { A: {}, "B": { } }\n'),
  fc.constantFrom(
    '    tenants: {\n      A: {},\n\n      B: {}\n    } # end\n',
    '    tenants: {\n      A: {}, # a\n    }\n',
  ),
  block.map(([keys, entries, gaps]) => {
    const usable = keys.filter((key) => !key.startsWith('?'));
    if (usable.length === 0) return '';
    const lines = usable.map((key, at) => [`      ${key}:${entries[at]}`, ...(gaps[at + 1] ?? [])].join('\n'));
    return [`    tenants:${gaps[4]?.length ? ' # all' : ''}`, ...(gaps[0] ?? []), ...lines].join('\n').concat('\n');
  }),
);

const newTenant = fc.record(
  {
    description: fc.constantFrom('A shop.', 'has: colon', '# hash', '', ' two\nlines', 'it\'s "it"'),
    short: fc.constantFrom('nordic', '12', 'null'),
    projects: fc.constantFrom<string[] | Record<string, string[]>>(['web'], { web: ['Production'] }),
    values: fc.record({
      web: fc.record({ Colour: fc.constantFrom('blue', '#00AACC', 'yes', '1.10', '', '{a}', '*x') }),
    }),
  },
  { requiredKeys: ['projects', 'values'] },
);

function without(lab: Lab, tenant: string): Lab {
  return {
    ...lab,
    spaces: lab.spaces.map((space) => ({
      ...space,
      tenants: space.tenants.filter(({ name }) => name !== tenant),
      agents: space.agents.map((agent) => ({ ...agent, tenants: agent.tenants.filter((name) => name !== tenant) })),
    })),
  };
}

it('gives back to the byte what was there before the tenant was added, whatever the text looks like', () => {
  const shape = fc.record({
    tenants: tenantsText,
    isLast: fc.boolean(),
    endsOpen: fc.boolean(),
    isWindows: fc.boolean(),
    name: fc.constantFrom('Nordic Goods', 'null', 'a: b', '#1', "O'Neil", 'Å', '7', '? b', '- c', 'x, y'),
    tenant: newTenant,
  });
  let edits = 0;
  fc.assert(
    fc.property(shape, ({ tenants, isLast, endsOpen, isWindows, name, tenant }) => {
      const [head = '', tail = ''] = smallLab.split(acme);
      // The space is in the middle of the text, or its end.
      const [first = '', spaces = ''] = head.split(/(?=^spaces:)/m);
      const lines = isLast ? `${first}${tail}${spaces}${tenants}` : `${head}${tenants}${tail}`;
      const open = endsOpen ? lines.replace(/\n+$/, '') : lines;
      const text = isWindows ? open.replaceAll('\n', '\r\n') : open;
      const before = loadLab({ text, file: 'f' });
      if (!before.ok) throw new Error(`${text}\n${JSON.stringify(before.problems)}`);

      const edited = addTenant({ text, file: 'f', space: 'Shop', name, tenant });
      if (!edited.ok) throw new Error(`${text}\n${JSON.stringify(edited.problems)}`);

      // One stretch was put in, and nothing else changed.
      let from = 0;
      while (from < text.length && text[from] === edited.text[from]) from += 1;
      expect(edited.text.endsWith(text.slice(from))).toBe(true);
      if (isWindows) expect(edited.text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      expect(without(edited.lab, name)).toEqual(before.lab);
      const made = edited.lab.spaces[0]?.tenants.find((one) => one.name === name);
      expect(made?.description).toBe(tenant.description ?? '');
      expect(new Set(made?.values.map(({ value }) => value))).toEqual(new Set([tenant.values.web.Colour]));

      const back = removeTenant({ text: edited.text, file: 'f', space: 'Shop', name });
      expect(back.ok && back.text).toBe(text);
      edits += 1;
    }),
    { numRuns: 40 },
  );
  expect(edits).toBeGreaterThanOrEqual(40);
});
