import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mermaidText } from './flowchart.ts';
import { readMermaid } from './read-mermaid.test-data.ts';

it('numbers shapes, nests them, and draws arrows between boxes and frames', () => {
  const text = mermaidText({
    shapes: [
      { key: 'a', lines: ['One', 'more'] },
      { key: 'f', title: 'Frame', inside: [{ key: 'b', lines: ['Two'], form: 'store' }] },
    ],
    edges: [
      { from: 'a', to: 'f', label: 'to all of it' },
      { from: 'b', to: 'a' },
    ],
  });

  expect(text.split('\n')).toEqual([
    'flowchart LR',
    '  n1["One<br/>more"]',
    '  subgraph n2["Frame"]',
    '    n3[("Two")]',
    '  end',
    '  n1 -->|"to all of it"| n2',
    '  n3 --> n1',
  ]);
});

it('leaves out frames with nothing inside, and arrows to what is not shown', () => {
  const text = mermaidText({
    shapes: [
      { key: 'a', lines: ['One'] },
      { key: 'f', title: 'Empty', inside: [{ key: 'g', title: 'Empty too', inside: [] }] },
    ],
    edges: [
      { from: 'a', to: 'f' },
      { from: 'nowhere', to: 'a' },
    ],
  });

  expect(text).toBe('flowchart LR\n  n1["One"]');
});

it.each([
  ['end', 'end'],
  ['a "quoted" name', 'a #34;quoted#34; name'],
  ['Issue #7; <b>bold</b> & `code`', 'Issue #35;7; #60;b#62;bold#60;/b#62; #38; #96;code#96;'],
  ['1. first', '1#46; first'],
  ['- a list', '#45; a list'],
  ['%%{init}%%', '#37;%{init}#37;%'],
  ['two\nlines', 'two lines'],
])('writes the name %j so that Mermaid shows it', (name, written) => {
  expect(mermaidText({ shapes: [{ key: 'a', lines: [name] }], edges: [] })).toBe(`flowchart LR\n  n1["${written}"]`);
});

it('gives every name back that is read from it, whatever it is made of', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(name, name, name, (box, title, label) => {
      const text = mermaidText({
        shapes: [{ key: 'f', title, inside: [{ key: 'b', lines: [box, 'x'] }] }],
        edges: [{ from: 'f', to: 'b', label }],
      });

      const { texts, edges } = readMermaid(text);

      const shown = (one: string) => one.replaceAll(/\s+/g, ' ').trim();
      expect([...texts.values()]).toEqual([shown(title), `${shown(box)}\nx`]);
      expect(edges.map((edge) => edge.label)).toEqual([shown(label)]);
    }),
  );
});
