import { coloursFor } from '@octotrain/command-line';
import { expect, it } from 'vitest';
import { fieldLines } from './field-text.ts';

const plain = coloursFor({ write: () => undefined, isTTY: false }, { NO_COLOR: '1' });
const hidden = { sensitive: true } as const;

it.each([
  ['a new text', { field: 'chart', after: 'charts/api' }, 'create', ['chart: charts/api']],
  ['a new list', { field: 'members', after: ['a', 'b'] }, 'create', ['members:', '  a', '  b']],
  ['a new long text by its length', { field: 'script', after: '1\n2\n3\n4\n5\n' }, 'create', ['script: (5 lines)']],
  ['a new secret', { field: 'password', after: hidden }, 'create', ['password: (sensitive, set at creation)']],
  [
    'a secret written again',
    { field: 'password', before: hidden, after: hidden },
    'update',
    ['password: (sensitive, written again)'],
  ],
  [
    'a secret that changed',
    { field: 'password', before: hidden, after: hidden, secret: 'changed' },
    'update',
    ['password: (sensitive, changed)'],
  ],
  [
    'a secret without a fingerprint',
    { field: 'password', before: hidden, after: hidden, secret: 'never recorded' },
    'update',
    ['password: (sensitive, written again: there is no fingerprint of it yet)'],
  ],
  ['before and after', { field: 'name', before: 'Default', after: 'Platform' }, 'update', ['name: Default → Platform']],
  ['what appears', { field: 'description', after: 'x' }, 'update', ['description: (nothing) → x']],
  ['what goes away', { field: 'A (Staging)', before: 'x' }, 'update', ['A (Staging): x → (nothing)']],
  [
    'only what differs of a list',
    { field: 'members', before: ['a', 'b'], after: ['b', 'c'] },
    'update',
    ['members:', '  - a', '  + c'],
  ],
  [
    'only lines that differ of a script',
    { field: 'script', before: 'a\nb\n', after: 'a\nc\n' },
    'update',
    ['script:', '  - b', '  + c'],
  ],
  ['another order', { field: 'steps', before: ['a', 'b'], after: ['b', 'a'] }, 'update', ['steps: a, b → b, a']],
] as const)('shows %s', (_what, change, action, lines) => {
  expect(fieldLines(change, action, plain)).toEqual(lines);
});
