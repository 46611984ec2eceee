import { expect, test } from 'vitest';
import { smallLab } from '../check/small-lab.test-data.ts';
import { finpayLab } from '../finpay/finpay-lab.ts';
import { loadLab } from '../load/load-lab.ts';
import type { Lab, Space } from '../model/lab.ts';
import { growLab, type LabSize } from './grow-lab.ts';

function grown(size: LabSize, source: Parameters<typeof growLab>[0] = finpayLab): Lab {
  const loaded = loadLab(growLab(source, size));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, undefined, 2));
  return loaded.lab;
}

function namesOf(named: readonly { readonly name: string }[]): readonly string[] {
  return named.map(({ name }) => name);
}

/** How many of everything a space has. */
function sizesOf(space: Space | undefined) {
  return Object.entries(space ?? {}).map(([key, list]) => [key, Array.isArray(list) ? list.length : undefined]);
}

test('ten spaces are the lab’s own, over and over, each as large as the one it copies', () => {
  const { spaces } = grown({ spaces: 10 });

  expect(namesOf(spaces).slice(0, 5)).toEqual(['Platform', 'Payments', 'Merchants', 'Platform 2', 'Payments 2']);
  expect(spaces).toHaveLength(10);
  expect(spaces.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  expect(sizesOf(spaces[4])).toEqual(sizesOf(spaces[1]));
  expect(sizesOf(spaces[8])).toEqual(sizesOf(spaces[2]));
});

test('names that must differ on a server do', () => {
  const { spaces } = grown({ spaces: 12, tenants: 20 });

  const agents = spaces.flatMap((space) => namesOf(space.agents));
  expect(new Set(agents).size).toBe(agents.length);
  for (const { tenants } of spaces) expect(new Set(namesOf(tenants)).size).toBe(tenants.length);
});

test('whoever holds a role in a space holds it in its copies', () => {
  const lead = grown({ spaces: 10 }).teams.find(({ name }) => name === 'Payments Leads');

  const held = new Set(lead?.roles.map(({ space }) => space).filter((space) => space?.startsWith('Payments')));
  expect([...held]).toEqual(['Payments', 'Payments 2', 'Payments 3']);
});

test('a role for a project is held where that project is', () => {
  const { spaces, teams } = grown({ spaces: 10 });

  for (const { space, projects } of teams.flatMap(({ roles }) => roles)) {
    if (projects.length === 0) continue;
    expect(namesOf(spaces.find(({ name }) => name === space)?.projects ?? [])).toEqual(
      expect.arrayContaining([...projects]),
    );
  }
});

test('fifty tenants have values of their own by the patterns of the file', () => {
  const merchants = grown({ tenants: 50 }).spaces.find(({ name }) => name === 'Merchants');

  expect(merchants?.tenants).toHaveLength(50);
  const namespaces = merchants?.tenants.flatMap(({ values }) =>
    values.filter(({ template }) => template === 'Namespace').map(({ value }) => value),
  );
  expect(namespaces?.length).toBeGreaterThanOrEqual(150);
  expect(new Set(namespaces).size).toBe(namespaces?.length);
  expect(namespaces?.slice(0, 9)).toContain('merchant-acme-2-dev');
});

test('rows of a template’s table are there for the copies', () => {
  const text = smallLab
    .replace('Colour: { label: Colour }', 'Colour: { label: Colour, tenants: { Acme: blue } }')
    .replace('web: { Colour: red }', 'web: {}');

  const [space] = grown({ tenants: 3 }, { text, file: 'small.yaml' }).spaces;

  expect(space?.tenants.map(({ values }) => values[0]?.value)).toEqual(['blue', 'blue', 'blue']);
});

test('a size below that of the lab changes nothing', () => {
  const loaded = loadLab(finpayLab);

  expect(loaded.ok && loaded.lab).toEqual(grown({ spaces: 1, tenants: 1 }));
});

test('the same lab and size give the same text', () => {
  expect(growLab(finpayLab, { spaces: 5, tenants: 9 })).toEqual(growLab(finpayLab, { spaces: 5, tenants: 9 }));
});

test('copies are written out, so that one of them can be changed alone', () => {
  const { text } = growLab(finpayLab, { spaces: 6 });

  expect(text).not.toMatch(/: [&*]a\d+$/m);
});

test('a lab with problems is refused', () => {
  expect(() => growLab({ text: 'version: 2', file: 'x.yaml' }, {})).toThrow(/x\.yaml/);
});

test('the text needs no files beside it', () => {
  const text = growLab(finpayLab, {}).text;

  expect(finpayLab.text).toContain('script: { file: scripts/restart.sh }');
  expect(text).toContain('kubectl rollout restart deployment/fraud-detector');
  expect(text).not.toContain('scripts/');
});
