import { describe, expect, it } from 'vitest';
import { type Token, writeComment } from '../token.ts';
import { type Candidate, matchPosting, type Wanted } from './match.ts';

const wanted: Wanted = {
  run: 'friday-20260102-abcdef',
  car: 'api',
  try: 1,
  planHash: 'p1',
  of: 'Releases-1',
  environmentId: 'Environments-1',
  tenantId: null,
  accountId: 'Users-2',
  automatic: false,
};

function comment(change: Partial<Token> = {}): string {
  const { run, car } = wanted;
  return writeComment('Release train', { run, car, try: 1, plan: 'p1', by: 'maria', head: 'h', ...change });
}

function candidate(number: number, change: Partial<Candidate> = {}): Candidate {
  return {
    id: `Deployments-${number}`,
    taskId: `ServerTasks-${number}`,
    comments: comment(),
    of: wanted.of,
    environmentId: wanted.environmentId,
    tenantId: null,
    createdById: 'Users-2',
    ...change,
  };
}

describe('matchPosting', () => {
  it('adopts what carries the token', () => {
    expect(matchPosting(wanted, [candidate(7)])).toEqual({
      is: 'found',
      candidate: candidate(7),
      source: 'found',
      extra: [],
    });
  });

  it('lets the lowest id stand, by number', () => {
    const match = matchPosting(wanted, [candidate(10), candidate(9), candidate(100)]);

    expect(match.is === 'found' && [match.candidate.id, ...match.extra.map(({ id }) => id)]).toEqual([
      'Deployments-9',
      'Deployments-10',
      'Deployments-100',
    ]);
  });

  it.each<[string, Partial<Candidate>]>([
    ['another run', { comments: comment({ run: 'friday-20260102-bbbbbb' }) }],
    ['another car', { comments: comment({ car: 'portal' }) }],
    ['another try', { comments: comment({ try: 2 }) }],
    ['another environment', { environmentId: 'Environments-2' }],
    ['a tenant', { tenantId: 'Tenants-1' }],
    ['nobody: a person made it', { comments: 'hot fix' }],
  ])('passes over what is of %s', (_, change) => {
    expect(matchPosting(wanted, [candidate(7, change)])).toEqual({ is: 'none' });
  });

  it.each<[string, Partial<Candidate>]>([
    ['is of another release', { of: 'Releases-2' }],
    ['was made by another account', { createdById: 'Users-9' }],
    ['names another plan', { comments: comment({ plan: 'p2' }) }],
  ])('never adopts what carries the token but %s', (why, change) => {
    const match = matchPosting(wanted, [candidate(3), candidate(7, change)]);

    expect(match).toMatchObject({ is: 'foreign', reason: expect.stringContaining(why) });
  });

  it('adopts what the server made by itself only for an automatic stop, and its own rather than that', () => {
    const automatic = candidate(5, { comments: null });

    expect(matchPosting(wanted, [automatic])).toEqual({ is: 'none' });
    expect(matchPosting({ ...wanted, automatic: true }, [automatic])).toMatchObject({
      candidate: automatic,
      source: 'server',
    });
    expect(matchPosting({ ...wanted, automatic: true }, [automatic, candidate(7)])).toMatchObject({
      candidate: candidate(7),
      source: 'found',
    });
  });

  it('does not take an automatic deployment of another release or of another train', () => {
    const others = [
      candidate(5, { comments: null, of: 'Releases-2' }),
      candidate(6, { comments: comment({ run: 'monday-20260102-abcdef' }) }),
    ];

    expect(matchPosting({ ...wanted, automatic: true }, others)).toEqual({ is: 'none' });
  });
});
