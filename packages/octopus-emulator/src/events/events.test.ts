import { describe, expect, it } from 'vitest';
import { virtualClock } from '../clock/virtual-clock.ts';
import { newServer, userWith } from '../testing/people.ts';
import { differences } from './differences.ts';

async function withHistory() {
  const clock = virtualClock(Date.parse('2026-11-20T09:00:00Z'));
  const server = await newServer({ clock });
  const { admin } = server;
  const environment = (await admin.post('/api/environments', { Name: 'Development' })).body;
  clock.advance(60_000);
  const shape = { ProjectGroupId: 'ProjectGroups-1', LifecycleId: 'Lifecycles-1' };
  const api = (await admin.post('/api/projects', { ...shape, Name: 'api' })).body;
  const ledger = (await admin.post('/api/projects', { ...shape, Name: 'ledger' })).body;
  clock.advance(60_000);
  await admin.put(`/api/projects/${api.Id}`, { ...api, Description: 'Takes payments' });
  await admin.remove(`/api/projects/${ledger.Id}`);
  return { ...server, environment, api, ledger };
}

describe('events', () => {
  it('say who did what, newest first, with what changed', async () => {
    const { admin, api } = await withHistory();

    const { body } = await admin.get('/api/events');

    expect(body.Items.map(({ Message }) => Message)).toEqual([
      'Project ledger was deleted',
      'Project api was changed',
      'Project ledger was created',
      'Project api was created',
      'Environment Development was created',
    ]);
    expect(body.Items[1]).toMatchObject({
      Category: 'Modified',
      Username: 'admin',
      UserId: 'Users-1',
      IsService: false,
      SpaceId: 'Spaces-1',
      RelatedDocumentIds: [api.Id],
      Occurred: '2026-11-20T09:02:00.000+00:00',
      ChangeDetails: { Differences: [{ op: 'replace', path: '/Description', value: 'Takes payments' }] },
    });
  });

  it.each([
    ['regarding={api}', 2],
    ['regarding={api},{ledger}', 0],
    ['regardingAny={api},{ledger}', 4],
    ['projects={ledger}&eventCategories=Deleted,Created', 2],
    ['projects={ledger}&environments={environment}', 0],
    ['documentTypes=Environments', 1],
    ['eventCategories=created', 3],
    ['eventGroups=Document', 5],
    ['eventGroups=document,Deployment&eventCategories=Deleted', 5],
    ['eventGroups=Nothing', 0],
    ['fromAutoId=2', 3],
    ['toAutoId=2', 1],
    ['partialName=LEDGER', 2],
    ['eventAgents=Server', 0],
    ['tags=Region/Europe', 0],
    ['includeInternalEvents=false', 5],
    ['users=Users-1', 5],
    ['user=Users-9', 0],
    ['spaces=Spaces-2', 0],
    ['from=2026-11-20T09:01:00Z', 4],
    ['to=2026-11-20T09:01:00Z', 1],
    ['from=2026-11-20T09:01:00Z&to=2026-11-20T09:02:00Z', 2],
  ])('are narrowed by %s', async (query, expected) => {
    const { admin, environment, api, ledger } = await withHistory();
    const filled = query.replaceAll(/\{(\w+)\}/g, (_, name) => ({ environment, api, ledger })[name as 'api'].Id);

    expect((await admin.get(`/api/events?${filled}`)).body.TotalResults).toBe(expected);
  });

  it('of their projects only are for those who are restricted to some', async () => {
    const server = await withHistory();
    const { api } = server;
    const auditor = await userWith(server, {
      username: 'auditor',
      space: ['EventView'],
      restrictions: { ProjectIds: [api.Id] },
    });

    const { body } = await auditor.get('/api/Spaces-1/events');

    expect(body.Items.map(({ Message }) => Message)).toEqual(['Project api was changed', 'Project api was created']);
  });
});

describe('differences', () => {
  it.each([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1 }, { a: 2 }, [{ op: 'replace', path: '/a', value: 2 }]],
    [
      { a: 1 },
      { b: 1 },
      [
        { op: 'remove', path: '/a' },
        { op: 'add', path: '/b', value: 1 },
      ],
    ],
    [{ 'a/b': { '~': [1, 2] } }, { 'a/b': { '~': [1, 3] } }, [{ op: 'replace', path: '/a~1b/~0/1', value: 3 }]],
    [{ a: [1] }, { a: [1, 2] }, [{ op: 'replace', path: '/a', value: [1, 2] }]],
  ])('of %j and %j', (before, after, expected) => {
    expect(differences(before, after)).toEqual(expected);
  });
});
