import { expect, it } from 'vitest';
import { measureTools } from './bench.ts';
import { openLibrary } from './tools.ts';

it('counts requests and time of a lab’s first apply, of an empty plan and of one change', async () => {
  const size = { name: 'finpay', grown: {}, runs: 1 };

  const { cases, notes } = await measureTools({ tools: { library: openLibrary }, sizes: [size] });

  const [sample = {}] = cases[0]?.samples.library ?? [];
  expect(sample['cold apply: writes']).toBeGreaterThan(50);
  expect(sample['empty plan: writes']).toBe(0);
  expect(sample['empty plan: requests']).toBeGreaterThan(5);
  expect(sample['one value: writes']).toBe(1);
  expect(sample['cold apply: s']).toBeGreaterThan(0.005);
  expect(notes?.[0]).toMatch(/^finpay: 3 spaces, 2 tenants; \d+ lines of YAML, \d+ resources/);
});

it('says what a tool left undone', async () => {
  const size = { name: 'finpay', grown: {}, runs: 1 };
  const idle = async () => ({
    prepare: async () => {},
    apply: async () => {},
    planNothing: async () => {},
    close: async () => {},
  });

  await expect(measureTools({ tools: { idle }, sizes: [size] })).rejects.toThrow(
    /^idle left\n(.|\n)*project Payments\/payments-api/,
  );
});
