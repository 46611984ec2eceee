import { expect, it } from 'vitest';
import { createGate } from './gate.ts';

it('lets only so many in at once, in the order of their coming, failures included', async () => {
  const gate = createGate(2);
  const order: string[] = [];
  let [inside, most] = [0, 0];
  const work = (name: string, fails = false) =>
    gate(async () => {
      order.push(name);
      inside += 1;
      most = Math.max(most, inside);
      await Promise.resolve();
      inside -= 1;
      if (fails) throw new Error(name);
      return name;
    });

  const outcomes = await Promise.allSettled([work('a'), work('b', true), work('c'), work('d', true), work('e')]);

  expect(order).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(most).toBe(2);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled']);
});
