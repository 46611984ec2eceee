import { describe, expect, it } from 'vitest';
import { evaluate, prepareVariables } from '../index.ts';

function textOf(template: string, variables: Parameters<typeof prepareVariables>[0]): string {
  return evaluate({ template, variables }).text;
}

describe('variables', () => {
  it('may be an object, a map, a lookup, or a set for many evaluations', () => {
    const map = new Map([['A', '1']]);

    expect(textOf('#{A}', { A: '1' })).toBe('1');
    expect(textOf('#{A}', map)).toBe('1');
    expect(textOf('#{A}', (name) => (name === 'A' ? '1' : undefined))).toBe('1');
    expect(textOf('#{A}', prepareVariables(map))).toBe('1');
  });

  it('are asked of a lookup by their whole names, then by those that may hold JSON', () => {
    const asked: string[] = [];
    const variables = (name: string) => {
      asked.push(name);
      return name === 'A.B[c]' ? 'found' : undefined;
    };

    expect(textOf('#{A.B[c]} #{A.X}', variables)).toBe('found #{A.X}');
    expect(asked).toEqual(['A.B[c]', 'A.X', 'A']);
  });

  it('are found in any case of letters, and the last of a name counts', () => {
    expect(textOf('#{a.b[C].d}', { 'A.B[c].D': '1' })).toBe('1');
    expect(textOf('#{a}', { A: '1', a: '2' })).toBe('2');
  });

  it('without a value are empty when they are null, and missing when undefined', () => {
    expect(textOf('[#{A}] #{B}', { A: null, B: undefined })).toBe('[] #{B}');
  });

  it('whose names are no symbols can just not be referred to', () => {
    expect(textOf('#{A}', { 'A[': 'x', ' ': 'y', 'A|B': 'z', A: '1' })).toBe('1');
  });

  it('that are named by an index have its text as their value, unless they have one', () => {
    const variables = { 'A[x].B': '1', 'A[y]': 'own' };

    expect(textOf('#{A[X]} #{A[y]} #{A[*].B}', variables)).toBe('x own 1');
  });

  it('with very many indexes in a name stay names', () => {
    const name = `A${'[b]'.repeat(500)}`;

    expect(textOf('#{A}', { [name]: 'x', A: '1' })).toBe('1');
  });
});
