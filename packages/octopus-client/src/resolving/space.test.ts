import { describe, expect, it } from 'vitest';
import { OctopusUnknownNameError } from '../errors/octopus-error.ts';
import { type Asked, fakeServer, pageOf, rejection } from '../testing/fake-server.ts';

const spaces = [
  { Id: 'Spaces-1', Name: 'Default', Slug: 'default' },
  { Id: 'Spaces-2', Name: 'Payments', Slug: 'payments' },
];

function lab(collections: Record<string, unknown[]>) {
  return fakeServer(({ path, query }: Asked) =>
    pageOf(collections[path] ?? (path === '/api/spaces' ? spaces : []), query),
  );
}

const projects = {
  '/api/Spaces-2/projects': [
    { Id: 'Projects-1', Name: 'payments-api', Slug: 'payments-api' },
    { Id: 'Projects-2', Name: 'Fraud Detector', Slug: 'fraud-detector' },
    { Id: 'Projects-3', Name: 'fraud-detector', Slug: 'fraud-detector-2' },
  ],
};

describe('a space', () => {
  it.each(['Payments', 'payments', 'PAYMENTS', 'Spaces-2', 'spaces-2'])('is found as %s', async (reference) => {
    const { client } = lab({});

    expect(await client.space(reference)).toMatchObject({ id: 'Spaces-2', name: 'Payments' });
  });

  it('is the same object each time, and asked for once', async () => {
    const { client, requests } = lab({});

    expect(await client.space('payments')).toBe(await client.space('Spaces-2'));
    expect(requests).toHaveLength(1);
  });

  it('that does not exist is answered with the names that come close', async () => {
    const { client } = lab({});

    const error = await rejection(client.space('Paymets'));

    expect(error).toBeInstanceOf(OctopusUnknownNameError);
    expect(error).toMatchObject({
      code: 'unknown-name',
      message: expect.stringMatching(/^no space "Paymets" in http:/),
      hint: 'Did you mean "Payments"?',
      suggestions: ['Payments'],
    });
  });
});

describe('what is in a space', () => {
  it.each([
    ['payments-api', 'Projects-1'],
    ['PAYMENTS-API', 'Projects-1'],
    ['projects-2', 'Projects-2'],
    ['Fraud Detector', 'Projects-2'],
    ['fraud-detector', 'Projects-3'],
    ['fraud-detector-2', 'Projects-3'],
  ])('is found as %s: ids first, then names, then slugs', async (reference, id) => {
    const { client } = lab(projects);
    const space = await client.space('payments');

    expect(await space.projects.get(reference)).toMatchObject({ Id: id });
  });

  it('is read once, also by those who ask at the same time', async () => {
    const { client, requests } = lab(projects);
    const space = await client.space('payments');

    await Promise.all([space.projects.get('payments-api'), space.projects.get('Fraud Detector'), space.projects.all()]);

    expect(requests.filter(({ path }) => path.endsWith('/projects'))).toHaveLength(1);
  });

  it('is read again before a name counts as unknown, for it may be new', async () => {
    const tenants = [{ Id: 'Tenants-1', Name: 'Acme Corp' }];
    const { client, requests } = lab({ '/api/Spaces-2/tenants': tenants });
    const space = await client.space('payments');

    expect(await space.tenants.find('EuroShop')).toBeUndefined();
    tenants.push({ Id: 'Tenants-2', Name: 'EuroShop' });

    expect(await space.tenants.find('EuroShop')).toMatchObject({ Id: 'Tenants-2' });
    expect(requests.filter(({ path }) => path.endsWith('/tenants'))).toHaveLength(2);
  });

  it('names the space when it does not know a name', async () => {
    const { client } = lab(projects);
    const space = await client.space('payments');

    const error = await rejection(space.projects.get('payment-api'));

    expect(error).toMatchObject({
      message: 'no project "payment-api" in space "Payments"',
      kind: 'project',
      suggestions: ['payments-api'],
      operation: 'GET /api/{spaceId}/projects',
    });
  });

  it('has channels and runbooks by project', async () => {
    const { client, requests } = lab({
      '/api/Spaces-2/projects/Projects-1/channels': [{ Id: 'Channels-1', Name: 'Default', Slug: 'default' }],
      '/api/Spaces-2/projects/Projects-1/runbooks': [
        { Id: 'Runbooks-1', Name: 'Run Migration', Slug: 'run-migration' },
      ],
    });
    const space = await client.space('payments');

    expect(await space.channels('Projects-1').get('default')).toMatchObject({ Id: 'Channels-1' });
    expect(await space.runbooks('Projects-1').get('run-migration')).toMatchObject({ Id: 'Runbooks-1' });
    expect(await space.runbooks('Projects-1').find('Run Migration')).toMatchObject({ Id: 'Runbooks-1' });
    expect(await rejection(space.channels('Projects-2').get('Default'))).toBeInstanceOf(OctopusUnknownNameError);
    expect(requests).toHaveLength(4);
  });

  it('has the teams of the space and of the system', async () => {
    const { client, requests } = lab({ '/api/teams': [{ Id: 'Teams-1', Name: 'Risk Team' }] });
    const space = await client.space('payments');

    expect(await space.teams.get('risk team')).toMatchObject({ Id: 'Teams-1' });
    expect(requests[1]?.query).toMatchObject({ spaces: 'Spaces-2', includeSystem: 'true' });
  });

  it('does not remember a failure', async () => {
    const answers: unknown[] = [
      pageOf(spaces),
      new Response('', { status: 403 }),
      pageOf(projects['/api/Spaces-2/projects']),
    ];
    const { client } = fakeServer(() => answers.shift());
    const space = await client.space('payments');

    expect(await rejection(space.projects.all())).toMatchObject({ code: 'permission' });
    expect(await space.projects.all()).toHaveLength(3);
  });

  it('is forgotten on demand', async () => {
    const { client, requests } = lab(projects);
    const space = await client.space('payments');

    await space.projects.all();
    space.forget();
    await space.projects.all();

    expect(requests).toHaveLength(3);
  });
});

it('finds users by user name and by display name', async () => {
  const users = [{ Id: 'Users-1', Username: 'priya', DisplayName: 'Priya Nair' }];
  const { client } = lab({ '/api/users': users });

  expect(await client.users.get('PRIYA')).toMatchObject({ Id: 'Users-1' });
  expect(await client.users.get('Priya Nair')).toMatchObject({ Id: 'Users-1' });
  expect(await rejection(client.users.get('prya'))).toMatchObject({ suggestions: ['priya'] });
});
