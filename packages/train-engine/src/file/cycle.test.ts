import { describe, expect, it } from 'vitest';
import { findCycle } from './cycle.ts';

const graph = (edges: Record<string, string[]>) => new Map(Object.entries(edges));

describe('findCycle', () => {
  it.each([
    [{ a: [], b: ['a'], c: ['a', 'b'] }, undefined],
    [{ a: ['a'] }, ['a', 'a']],
    [{ a: ['b'], b: ['c'], c: ['a'] }, ['a', 'b', 'c', 'a']],
    [{ a: ['b'], b: ['c'], c: ['b'] }, ['b', 'c', 'b']],
    [{ a: ['gone'] }, undefined],
  ])('finds in %j: %j', (edges, cycle) => {
    expect(findCycle(graph(edges))).toEqual(cycle);
  });

  it('takes no time over many ways to the same car', () => {
    const layers = Array.from({ length: 60 }, (_, at): [string, string[]][] =>
      ['x', 'y'].map((side) => [`${side}${at}`, at === 0 ? [] : [`x${at - 1}`, `y${at - 1}`]]),
    ).flat();

    expect(findCycle(new Map(layers.toReversed()))).toBeUndefined();
  });
});
