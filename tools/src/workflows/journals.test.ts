import { describe, expect, it } from 'vitest';
import { type Artifact, journalName, newestJournals } from './journals.ts';

function artifact(name: string, minute: number, changes: Partial<Artifact> = {}): Artifact {
  const workflow_run = { id: minute, repository_id: 1, head_repository_id: 1, head_branch: 'main' };
  const created_at = `2026-11-20T12:${String(minute).padStart(2, '0')}:00Z`;
  return { name, expired: false, created_at, workflow_run, ...changes };
}

function newest(...artifacts: readonly Artifact[]) {
  return newestJournals({ artifacts, defaultBranch: 'main' });
}

const open = journalName({ file: 'friday.yaml', open: true });
const ended = journalName({ file: 'friday.yaml', open: false });

describe('the newest journals', () => {
  it('are one per train file, and the newest decides whether the train is open', () => {
    const monday = journalName({ file: 'monday.yaml', open: false });

    expect(newest(artifact(open, 10), artifact(open, 30), artifact(ended, 20), artifact(monday, 5))).toEqual([
      { name: open, file: 'friday.yaml', open: true, workflowRun: 30 },
      { name: monday, file: 'monday.yaml', open: false, workflowRun: 5 },
    ]);
    expect(newest(artifact(ended, 31), artifact(open, 30))).toMatchObject([{ open: false }]);
  });

  it.each([
    ['a fork', { repository_id: 1, head_repository_id: 2, head_branch: 'main' }],
    ['another branch', { repository_id: 1, head_repository_id: 1, head_branch: 'mischief' }],
  ])('are never of %s', (_, from) => {
    expect(newest(artifact(open, 10, { workflow_run: { id: 10, ...from } }))).toEqual([]);
  });

  it('are never of an unknown origin', () => {
    expect(newest(artifact(open, 10, { workflow_run: null }))).toEqual([]);
  });

  it('cannot be read any more when they have expired: that train is not brought back from an older one', () => {
    expect(newest(artifact(open, 30, { expired: true }), artifact(open, 10))).toMatchObject([
      { open: false, workflowRun: 30 },
    ]);
  });

  it.each(['coverage', 'journal-open--../../x.yaml', 'journal-open--a b.yaml', 'journal-open--$(id).yaml'])(
    'are not %s',
    (name) => {
      expect(newest(artifact(name, 10))).toEqual([]);
    },
  );
});
