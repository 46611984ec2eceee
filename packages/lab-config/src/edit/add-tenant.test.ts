import { describe, expect, it } from 'vitest';
import { smallLab } from '../check/small-lab.test-data.ts';
import { finpayLab } from '../finpay/finpay-lab.ts';
import { addTenant } from './add-tenant.ts';

const acme = / {4}tenants:\n {6}Acme:\n {8}projects: \[web\]\n {8}values:\n {10}web: \{ Colour: red \}\n/;
const blue = { projects: ['web'], values: { web: { Colour: 'blue' } } };

/** What is in the text after that was not in it before, where the tenants of the small lab are written so. */
function added(tenants: string, name = 'Nordic', tenant: Parameters<typeof addTenant>[0]['tenant'] = blue): string {
  if (!acme.test(smallLab)) throw new Error('the small lab has other tenants now');
  const text = smallLab.replace(acme, () => tenants);
  const edited = addTenant({ text, file: 'small.yaml', space: 'Shop', name, tenant });
  if (!edited.ok) return edited.problems.map(({ code, message }) => `${code}: ${message}`).join('\n');
  let from = 0;
  while (text[from] === edited.text[from]) from += 1;
  return edited.text.slice(from, from + edited.text.length - text.length);
}

describe('a tenant is written as its neighbours are', () => {
  it.each([
    [
      'on one line below one line',
      '    tenants:\n      Acme: { projects: [web], values: { web: { Colour: red } } }\n',
      '      Nordic: { projects: [web], values: { web: { Colour: blue } } }\n',
    ],
    [
      'over several lines below several',
      '    tenants:\n      Acme:\n        projects: [web]\n        values:\n          web: { Colour: red }\n',
      '      Nordic:\n        projects: [ web ]\n        values:\n          web: { Colour: blue }\n'.replace(
        '[ web ]',
        '[web]',
      ),
    ],
    [
      'without blanks in braces, in single quotes',
      "    tenants:\n      'Acme': {projects: [web], values: {web: {Colour: '#f00'}}}\n",
      '      Nordic: {projects: [web], values: {web: {Colour: blue}}}\n',
    ],
    [
      'into braces',
      '    tenants: { Acme: { projects: [web], values: { web: { Colour: red } } } }\n',
      ', Nordic: { projects: [web], values: { web: { Colour: blue } } }',
    ],
    [
      'into braces over lines',
      '    tenants: {\n      Acme: { projects: [] },\n    }\n',
      '  Nordic: { projects: [web], values: { web: { Colour: blue } } },\n    ',
    ],
    ['as the first of all', '', '    tenants:\n      Nordic: { projects: [web], values: { web: { Colour: blue } } }\n'],
    ['into empty braces', '    tenants: {}\n', 'Nordic: { projects: [web], values: { web: { Colour: blue } } }'],
  ])('%s', (_how, tenants, expected) => {
    expect(added(tenants)).toBe(expected);
  });

  it('on one line below neighbours that are too long for one', () => {
    const long = `    tenants:\n      Acme:\n        description: ${'x'.repeat(60)}\n        projects: [web]\n        values: { web: { Colour: red } }\n`;

    expect(added(long)).toBe('      Nordic: { projects: [web], values: { web: { Colour: blue } } }\n');
  });

  it('over several lines where one would be too long', () => {
    const tenant = { ...blue, description: 'x'.repeat(60) };

    expect(added('    tenants:\n      Acme: { projects: [] }\n', 'Nordic', tenant)).toBe(
      `      Nordic:\n        description: ${'x'.repeat(60)}\n        projects: [web]\n        values:\n          web: { Colour: blue }\n`,
    );
  });
});

describe('names and values', () => {
  it.each([
    ['Null', '~', '"~": '],
    ['a colon', 'A: B', '"A: B": '],
    ['a hash', '#1 Shop', '"#1 Shop": '],
    ['a number', '42', '"42": '],
    ['braces', '{x}', '"{x}": '],
    ['a comma', 'Nordic, Inc.', '"Nordic, Inc.": '],
  ])('are quoted where YAML would take them for something else: %s', (_what, name, expected) => {
    const line = added('    tenants:\n      Acme: { projects: [] }\n', name, {
      projects: ['web'],
      values: { web: { Colour: name } },
    });

    expect(line).toContain(expected);
    expect(line.split('\n')).toHaveLength(2);
  });
});

describe('it is put', () => {
  const nordic = '      Nordic: { projects: [] }\n';
  it.each([
    ['below comments that are set in deeper', '    # deeper\n', ''],
    ['above comments that are not', '', '      # more to come\n'],
    ['above a blank line', '', '\n'],
  ])('%s', (_where, above, below) => {
    const head = `    tenants:\n      Acme: { projects: [] } # first\n${above && '        # deeper\n'}`;
    const text = smallLab.replace(acme, () => head + below);
    const edited = addTenant({ text, file: 'f', space: 'Shop', name: 'Nordic', tenant: { projects: [] } });

    expect(edited.ok && edited.text).toContain(`${head}${nordic.replace('{ projects: [] }', '{}')}${below}`);
  });
});

describe('it is refused', () => {
  it.each([
    ['a tenant that is there', 'Acme', 'Shop', /duplicate-tenant/],
    ['a space that is not', 'Nordic', 'Shoop', /unknown-space.*Shoop/],
  ])('%s', (_what, name, space, expected) => {
    const edited = addTenant({ text: smallLab, file: 'f', space, name, tenant: blue });

    expect(edited.ok ? [] : edited.problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
      expect.stringMatching(expected),
    ]);
  });

  it('an alias in place of a mapping', () => {
    const text = smallLab
      .replace(acme, () => '    tenants: *others\n')
      .replace('spaces:\n', 'spaces:\n  Other:\n    tenants: &others\n      Z: { projects: [] }\n');
    const edited = addTenant({ text, file: 'f', space: 'Shop', name: 'Nordic', tenant: { projects: [] } });

    expect(edited).toMatchObject({ ok: false, problems: [{ code: 'fixed-form' }] });
  });

  it('a tenant without a value that it needs, with what is missing', () => {
    const edited = addTenant({
      text: smallLab,
      file: 'f',
      space: 'Shop',
      name: 'Nordic',
      tenant: { projects: ['web'] },
    });

    expect(edited).toMatchObject({ ok: false, problems: [{ code: 'template-without-value' }] });
  });

  it('a text that is no lab, with all its problems', () => {
    const edited = addTenant({ text: 'lab: x\nspases: 1\n', file: 'f', space: 'Shop', name: 'N', tenant: {} });

    expect(edited.ok ? 0 : edited.problems.length).toBeGreaterThan(1);
  });
});

it('adds fifty merchants to FinPay, one after another, and each costs a few lines', () => {
  let { text } = finpayLab;
  const before = text.split('\n').length;
  for (let nth = 1; nth <= 50; nth += 1) {
    const values = { BrandColor: `#0000${String(nth).padStart(2, '0')}`, DataRegion: 'eu-north-1' };
    const tenant = { short: `m${nth}`, values };
    const edited = addTenant({ ...finpayLab, text, space: 'Merchants', name: `Merchant ${nth}`, tenant });
    if (!edited.ok) throw new Error(JSON.stringify(edited.problems));
    text = edited.text;
  }

  expect(text.split('\n').length - before).toBeLessThanOrEqual(50 * 3);
});
