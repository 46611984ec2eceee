import { expect, test } from 'vitest';
import { createLabels } from './labels.ts';

test('a label is the same for the same thing, and another one for every other', () => {
  const labels = createLabels();

  expect(labels.of('project', 'Payments', 'payments-api')).toBe('payments_payments_api');
  expect(labels.of('project', 'payments', 'Payments-API')).toBe('payments_payments_api');
  expect(labels.of('project', 'Payments', 'payments api')).toBe('payments_payments_api_2');
  expect(labels.of('team', 'Payments', 'payments api')).toBe('payments_payments_api');
  expect(labels.of('tenant', '24/7 Shop')).toBe('n_24_7_shop');
});
