import { expect, it } from 'vitest';
import type { AuditEvent } from './audit-event.ts';
import { culpritOf, type Moment } from './culprit.ts';

function moment(id: string, facts: Omit<Moment, 'event'> & { category?: string } = {}): Moment {
  const { category = 'Modified', ...rest } = facts;
  const event: AuditEvent = {
    id,
    category,
    at: '2026-11-27T14:02:00Z',
    userId: 'Users-1',
    username: 'sam',
    userAgent: '',
    spaceId: null,
    related: [],
    message: '',
  };
  return { event, ...rest };
}

const before = { colour: 'red' };
const now = { colour: 'blue' };

it.each<[string, readonly Moment[], string | undefined]>([
  ['nobody, of an empty log', [], undefined],
  ['whoever came after another value', [moment('new', { after: now }), moment('old', { after: before })], 'new'],
  [
    'not who touched something else later',
    [moment('other', { after: now }), moment('new', { after: now }), moment('old', { after: before })],
    'new',
  ],
  [
    'whoever made it so',
    [moment('other', { after: now, touched: new Set(['size']) }), moment('born', { category: 'Created' })],
    'born',
  ],
  ['the last one, where the log keeps no documents', [moment('last'), moment('first')], 'last'],
  [
    'nobody, where the log does not reach back far enough',
    [moment('other', { after: now, touched: new Set() })],
    undefined,
  ],
])('blames %s', (_whom, moments, expected) => {
  expect(culpritOf('colour', 'blue', moments)?.id).toBe(expected);
});
