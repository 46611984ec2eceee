import { expect, test } from 'vitest';
import { reference, renderBlocks } from './hcl.ts';

test('arguments stand below each other, blocks after them', () => {
  const blocks = [
    {
      head: ['resource', 'octopusdeploy_lifecycle', 'standard'],
      body: { name: 'Standard', description: undefined, space_id: reference('octopusdeploy_space.lab.id') },
      blocks: [
        { head: ['phase'], body: { name: 'Development', automatic: [reference('a.id'), 'b'], optional: false } },
      ],
    },
    { head: ['provider', 'octopusdeploy'], body: {} },
  ];

  expect(renderBlocks(blocks)).toBe(
    [
      'resource "octopusdeploy_lifecycle" "standard" {',
      '  name     = "Standard"',
      '  space_id = octopusdeploy_space.lab.id',
      '',
      '  phase {',
      '    name      = "Development"',
      '    automatic = [a.id, "b"]',
      '    optional  = false',
      '  }',
      '}',
      '',
      'provider "octopusdeploy" {}',
      '',
    ].join('\n'),
  );
});

test.each([
  ['a "quoted" \\ text', '"a \\"quoted\\" \\\\ text"'],
  ['two\nlines', '"two\\nlines"'],
  [`for the shell: \${line} %{x} $5 #{Octostache}`, `"for the shell: $\${line} %%{x} $5 #{Octostache}"`],
  [`${reference('a.id')},${reference('b.id')}`, `"\${a.id},\${b.id}"`],
  [reference('a.id'), 'a.id'],
])('%j is written as %s', (text, written) => {
  expect(renderBlocks([{ head: ['x'], body: { y: text } }])).toBe(`x {\n  y = ${written}\n}\n`);
});

test('tables have their keys in quotes', () => {
  const body = { properties: { 'Octopus.Action.RunOnServer': 'true', a: [] }, none: {} };

  expect(renderBlocks([{ head: ['x'], body }])).toBe(
    [
      'x {',
      '  properties = {',
      '    "Octopus.Action.RunOnServer" = "true"',
      '    "a"                          = []',
      '  }',
      '  none       = {}',
      '}',
      '',
    ].join('\n'),
  );
});
