import { describe, expect, it } from 'vitest';
import { scheduleProblems } from './wish-rules.ts';

const nowMs = Date.parse('2026-01-02T09:00:00Z');

describe('scheduled work', () => {
  it.each([
    ['now', {}, 0],
    ['in an hour', { QueueTime: '2026-01-02T10:00:00Z' }, 0],
    ['in 14 days', { QueueTime: '2026-01-16T08:59:00Z' }, 0],
    ['in 15 days', { QueueTime: '2026-01-17T09:00:00Z' }, 1],
    ['some day', { QueueTime: 'some day' }, 1],
    ['with an hour to start', { QueueTime: '2026-01-02T10:00:00Z', QueueTimeExpiry: '2026-01-02T11:00:00Z' }, 0],
    ['with a second to start', { QueueTime: '2026-01-02T10:00:00Z', QueueTimeExpiry: '2026-01-02T10:00:01Z' }, 1],
    ['with an end but no beginning', { QueueTimeExpiry: '2026-01-02T11:00:00Z' }, 1],
  ])('%s', (_, wishes, problems) => {
    expect(scheduleProblems(nowMs, wishes)).toHaveLength(problems);
  });
});
