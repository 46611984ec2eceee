import { expect, it } from 'vitest';
import { judgeDifferences } from './judge.ts';

const slug = { kind: 'only-ours', at: 'Project.Slug', detail: 'no such property' } as const;
const list = { file: 'projects.yaml', content: { 'only-ours': { 'Project.Slug': 'Newer.' } } } as const;

it('is content when each difference has its entry', () => {
  expect(judgeDifferences([slug], [list])).toEqual([]);
});

it('tells of a difference that is not listed, and what it is', () => {
  const other = { kind: 'different', at: 'Phase.Id', detail: 'string, theirs integer' } as const;

  expect(judgeDifferences([slug, other], [list])).toEqual([
    'Phase.Id is different (string, theirs integer); mend the schema or list it in differences/',
  ]);
});

it('does not take an entry of one kind for a difference of another', () => {
  const [unlisted, stale] = judgeDifferences([{ ...slug, kind: 'only-theirs' }], [list]);

  expect(unlisted).toContain('Project.Slug is only theirs');
  expect(stale).toContain('no difference any more');
});

it('refuses an entry that is not needed, stands twice or has no reason', () => {
  const lists = [
    { file: 'a.yaml', content: { 'only-ours': { 'Project.Slug': ' ', 'Phase.Id': 'Newer.' } } },
    { file: 'b.yaml', content: { 'only-ours': { 'Project.Slug': 'Newer.' } } },
  ] as const;

  expect(judgeDifferences([slug], lists)).toEqual([
    'differences/a.yaml: Project.Slug has no reason',
    'differences/a.yaml: Phase.Id is no difference any more; remove the entry',
    'differences/b.yaml: Project.Slug is listed in a.yaml already',
  ]);
});
