import { describe, expect, it } from 'vitest';
import { newServer, personWith } from '../testing/people.ts';

describe('addresses', () => {
  it.each([
    '/api/Spaces-1/environments',
    '/api/spaces-1/Environments',
    '/api/environments',
    '/api/spaces/Spaces-1/environments',
    '/api/spaces/default/environments/',
  ])('finds a space at %s', async (path) => {
    const { admin } = await newServer();
    await admin.post('/api/Spaces-1/environments', { Name: 'Development' });

    const { status, body } = await admin.get(path);

    expect(status).toBe(200);
    expect(body.Items.map((item) => item.Name)).toEqual(['Development']);
  });

  it('keeps spaces apart', async () => {
    const { admin } = await newServer();
    const space = await admin.post('/api/spaces', { Name: 'Payments', SpaceManagersTeamMembers: ['Users-1'] });
    const made = await admin.post(`/api/${space.body.Id}/environments`, { Name: 'Development' });

    expect((await admin.get(`/api/Spaces-1/environments/${made.body.Id}`)).status).toBe(404);
    expect((await admin.get('/api/Spaces-1/environments')).body.TotalResults).toBe(0);
    expect((await admin.get(`/api/spaces/payments/environments/${made.body.Id}`)).status).toBe(200);
    expect((await admin.get('/api/Spaces-9/environments')).status).toBe(404);
  });

  it.each(['/api/nowhere/environments', '/api/Spaces-9', '/api/%C2%80%3F', '/api/spaces/nowhere/environments'])(
    'finds no space at %s',
    async (path) => {
      const { admin } = await newServer();

      const { status, body } = await admin.get(path);

      expect([status, body.ErrorMessage]).toEqual([404, expect.stringContaining('space')]);
    },
  );

  it('answers 501 with the operation for what it does not do, and 405 for a wrong method', async () => {
    const { admin } = await newServer();

    const unknown = await admin.post('/api/Spaces-1/migrations/import', { Name: 'x' });
    const wrong = await admin.put('/api/Spaces-1/environments', { Name: 'x' });

    expect([unknown.status, unknown.body.ErrorMessage]).toEqual([
      501,
      'The emulator does not do this operation: POST /api/Spaces-1/migrations/import.',
    ]);
    expect(wrong.status).toBe(405);
  });
});

describe('refusals', () => {
  it('of what is missing are one sentence, of what is wrong a list', async () => {
    const { admin } = await newServer();

    const missing = await admin.get('/api/environments/Environments-9');
    const wrong = await admin.post('/api/environments', {});

    expect([missing.status, missing.body]).toEqual([
      404,
      { ErrorMessage: "The environment 'Environments-9' was not found." },
    ]);
    expect([wrong.status, wrong.body.Errors]).toEqual([400, ['Name: a name is required']]);
  });
});

describe('what clients leave out or send as null', () => {
  it.each([
    ['/api/userroles', { Name: 'x', GrantedSpacePermissions: null }, { GrantedSpacePermissions: [] }],
    ['/api/libraryvariablesets', { Name: 'x', Templates: [{}, {}] }, { Templates: [{ Name: '' }, { Name: '' }] }],
    ['/api/projects', { VersioningStrategy: { Template: '1.0.i' } }, { VersioningStrategy: { DonorPackage: null } }],
  ])('is no mistake at %s', async (path, sent, expected) => {
    const { admin } = await newServer();
    const needed = { Name: 'x', ProjectGroupId: 'ProjectGroups-1', LifecycleId: 'Lifecycles-1' };

    const { status, body } = await admin.post(path, { ...needed, ...sent });

    expect(body).toMatchObject(expected);
    expect(status).toBe(201);
  });
});

describe('keys', () => {
  it.each(['', 'API-WRONG'])('refuses the key "%s" with 401', async (key) => {
    const { emulator } = await newServer();

    const { status, body } = await personWith(emulator, key).get('/api/users/me');

    expect(status).toBe(401);
    expect(body.Errors).toHaveLength(1);
  });

  it('takes a key from the query too', async () => {
    const { emulator } = await newServer();

    const response = await emulator.fetch(new Request(`http://x/api/users/me?apikey=${emulator.administratorKey}`));

    expect(response.status).toBe(200);
  });

  it('takes a key of the usual form until it expires or its user is switched off', async () => {
    const { admin, emulator } = await newServer();
    const user = await admin.post('/api/users', { Username: 'sarah', DisplayName: 'Sarah' });
    const made = await admin.post(`/api/users/${user.body.Id}/apikeys`, { Purpose: 'test' });
    const old = await admin.post(`/api/users/${user.body.Id}/apikeys`, { Purpose: 'old', Expires: '2020-01-01' });
    const sarah = personWith(emulator, made.body.ApiKey);

    expect(made.body.ApiKey).toMatch(/^API-[A-Z0-9]+$/);
    expect((await sarah.get('/api/users/me')).body.Username).toBe('sarah');
    expect((await personWith(emulator, old.body.ApiKey).get('/api/users/me')).status).toBe(401);
    expect((await sarah.get(`/api/users/${user.body.Id}/apikeys`)).body.Items[1]?.ApiKey).toEqual({
      HasValue: true,
      NewValue: null,
      Hint: expect.stringMatching(/^API-/),
    });

    await admin.put(`/api/users/${user.body.Id}`, { ...user.body, IsActive: false });
    expect((await sarah.get('/api/users/me')).status).toBe(401);
  });
});

describe('pages', () => {
  it('says how many there are, and links to the next', async () => {
    const { admin } = await newServer();
    for (let number = 10; number < 45; number += 1) await admin.post('/api/projectgroups', { Name: `Group ${number}` });

    const first = await admin.get('/api/Spaces-1/projectgroups?partialName=group');
    const next = await admin.get(first.body.Links['Page.Next'] ?? '');

    expect(first.body).toMatchObject({
      ItemType: 'ProjectGroup',
      TotalResults: 36,
      ItemsPerPage: 30,
      NumberOfPages: 2,
      LastPageNumber: 1,
    });
    expect(first.body.Items).toHaveLength(30);
    expect(next.body.Items.map((item) => item.Name)).toEqual([
      'Group 39',
      'Group 40',
      'Group 41',
      'Group 42',
      'Group 43',
      'Group 44',
    ]);
    expect(next.body.Links['Page.Next']).toBeUndefined();
    expect(next.body.Links['Page.Previous']).toBeDefined();
  });

  it('takes an empty list of ids as no filter', async () => {
    const { admin } = await newServer();

    expect((await admin.get('/api/Spaces-1/lifecycles?ids=')).body.TotalResults).toBe(1);
    expect((await admin.get('/api/Spaces-1/lifecycles?ids=Lifecycles-9')).body.TotalResults).toBe(0);
    expect((await admin.get('/api/Spaces-1/lifecycles/all?ids=Lifecycles-1,Lifecycles-9')).body).toHaveLength(1);
  });
});

describe('bodies', () => {
  it('are read with top-level names in camelCase too', async () => {
    const { admin } = await newServer();

    expect((await admin.post('/api/environments', { name: 'Dev', useGuidedFailure: true })).body).toMatchObject({
      Name: 'Dev',
      UseGuidedFailure: true,
    });
  });

  it('that are not JSON, or not of the right shape, change nothing', async () => {
    const { admin, emulator } = await newServer();
    const before = emulator.snapshot();

    const broken = await emulator.fetch(
      new Request('http://x/api/environments', {
        method: 'POST',
        body: '{',
        headers: { 'X-Octopus-ApiKey': emulator.administratorKey },
      }),
    );
    const wrong = await admin.post('/api/lifecycles', { Name: '', Phases: [{ Name: 'A', IsOptionalPhase: 'yes' }] });

    expect(broken.status).toBe(400);
    expect(wrong.status).toBe(400);
    expect(wrong.body.Errors).toHaveLength(2);
    expect(emulator.snapshot()).toEqual(before);
  });
});
