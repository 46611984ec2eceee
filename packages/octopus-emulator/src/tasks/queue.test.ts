import { describe, expect, it } from 'vitest';
import { expired, queuedBehind, startable } from './queue.ts';
import type { TaskDocument } from './state.ts';

const noon = Date.parse('2026-01-02T12:00:00Z');

function task(id: string, more: Partial<TaskDocument> = {}): TaskDocument {
  return {
    Id: id,
    SpaceId: 'Spaces-1',
    Name: 'Deploy',
    Description: '',
    State: 'Queued',
    ProjectId: 'Projects-1',
    EnvironmentId: 'Environments-1',
    TenantId: null,
    RunbookId: null,
    SubjectId: '',
    QueueTime: '2026-01-02T11:00:00Z',
    QueueTimeExpiry: null,
    StartTime: null,
    CompletedTime: null,
    LastUpdatedTime: '',
    ErrorMessage: null,
    HasPendingInterruptions: false,
    HasWarningsOrErrors: false,
    HasBeenPickedUpByProcessor: false,
    ConcurrencyKey: id,
    HoldsKey: false,
    Priority: false,
    ...more,
  };
}

function started(tasks: TaskDocument[], more: { cap?: number; stopped?: string[] } = {}): string[] {
  const question = { tasks, nowMs: noon, cap: more.cap ?? 5, stopped: new Set(more.stopped) };
  return startable(question).map(({ Id }) => Id);
}

describe('the task queue', () => {
  it('starts tasks in order, up to the cap', () => {
    expect(started([task('a', { State: 'Executing' }), task('b'), task('c'), task('d')], { cap: 3 })).toEqual([
      'b',
      'c',
    ]);
  });

  it('never starts two of one key', () => {
    const key = { ConcurrencyKey: 'same' };

    expect(started([task('a', key), task('b', key)])).toEqual(['a']);
    expect(started([task('a', { ...key, State: 'Executing' }), task('b', key)])).toEqual([]);
    expect(started([task('a', { ...key, State: 'Cancelling' }), task('b', key)])).toEqual([]);
    expect(started([task('a', { ...key, State: 'Success' }), task('b', key)])).toEqual(['b']);
  });

  it('lets a task that waits for a person hold neither place nor key, unless it keeps the key', () => {
    const waiting = { ConcurrencyKey: 'same', HasPendingInterruptions: true, Paused: true };

    expect(started([task('a', waiting), task('b', { ConcurrencyKey: 'same' })], { cap: 1 })).toEqual(['b']);
    expect(started([task('a', { ...waiting, HoldsKey: true }), task('b', { ConcurrencyKey: 'same' })])).toEqual([]);
  });

  it('starts child deployments in the places of their parents, one of a key at a time', () => {
    const Parent = { TaskId: 'a', Unit: '0/0/0' };
    const child = task('c', { Parent });

    expect(started([task('a', { State: 'Executing' }), child, task('d')], { cap: 1 })).toEqual(['c']);
    expect(started([{ ...child, State: 'Executing' }, task('d')], { cap: 1 })).toEqual(['d']);
    expect(started([task('b', { ConcurrencyKey: 'c', State: 'Executing' }), child])).toEqual([]);
  });

  it('puts priority tasks first, and leaves scheduled ones and stopped spaces alone', () => {
    expect(started([task('a'), task('b', { Priority: true })], { cap: 1 })).toEqual(['b']);
    expect(started([task('a', { QueueTime: '2026-01-02T13:00:00Z' }), task('b')])).toEqual(['b']);
    expect(started([task('a'), task('b', { SpaceId: 'Spaces-2' })], { stopped: ['Spaces-1'] })).toEqual(['b']);
  });

  it('times out what did not start in time', () => {
    const late = { QueueTimeExpiry: '2026-01-02T11:59:00Z' };

    const tasks = [task('a', late), task('b', { ...late, State: 'Executing' }), task('c')];

    expect(expired(tasks, noon).map(({ Id }) => Id)).toEqual(['a']);
  });

  it('knows what a task waits for', () => {
    const key = { ConcurrencyKey: 'same' };
    const last = task('d', key);
    const tasks = [task('a', { ...key, State: 'Executing' }), task('b'), task('c', key), last];

    expect(queuedBehind(last, tasks).map(({ Id }) => Id)).toEqual(['a', 'c']);
  });
});
