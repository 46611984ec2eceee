import type { Lab } from '@octotrain/lab-config';
import type { State } from '@octotrain/octopus-emulator';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyLab } from '../apply/apply-lab.ts';
import { appliedServer, clientOf, everyKind } from '../testing/every-kind.ts';
import { startLabServer } from '../testing/lab-server.ts';
import { meddlerAt } from '../testing/meddler.ts';
import { findDrift } from './find-drift.ts';

const lab = everyKind();
let applied: State;

beforeAll(async () => {
  applied = await appliedServer(lab);
});

async function start() {
  const server = await startLabServer({ state: applied });
  const by = (username: string) => meddlerAt({ server, lab, username });
  const find = (wanted: Lab = lab) => findDrift({ client: server.client, lab: wanted });
  return { server, by, find };
}

const web = { kind: 'project', space: 'Shop', name: 'web' } as const;
const standard = { kind: 'lifecycle', space: 'Shop', name: 'Standard' } as const;

/** The lab with another description of its project. */
function redescribed(description: string): Lab {
  const [shop, ...others] = lab.spaces;
  if (shop === undefined) throw new Error('no space');
  return { ...lab, spaces: [{ ...shop, projects: shop.projects.map((one) => ({ ...one, description })) }, ...others] };
}

describe('who made a difference', () => {
  it('is told field by field, where several people changed one thing', async () => {
    const { server, by, find } = await start();
    await by('sam').write(web, (document) => ({ ...document, Description: 'by Sam' }));
    const params = { path: { spaceId: 'Spaces-1', id: 'Projects-1' as never } };
    const { data } = await server.client.api.GET('/api/{spaceId}/projects/{id}', { params });
    const body = { ...data, TenantedDeploymentMode: 'Untenanted' as const };
    await server.client.api.PUT('/api/{spaceId}/projects/{id}', { params, body });

    const { drift } = await find();

    expect(drift).toMatchObject([
      {
        ...web,
        is: 'different',
        fields: [
          {
            field: 'description',
            file: 'The shop',
            server: 'by Sam',
            cause: { is: 'changed', by: { who: 'Sam Reed' } },
          },
          { field: 'tenants', server: 'Untenanted', cause: { is: 'changed', by: { username: 'admin' } } },
        ],
      },
    ]);
  });

  it('is nobody where the file has changed since it was applied', async () => {
    const { find } = await start();

    const { drift } = await find(redescribed('The new shop'));

    expect(drift).toMatchObject([
      { ...web, fields: [{ field: 'description', cause: { is: 'fileChanged', applied: { username: 'admin' } } }] },
    ]);
  });

  it('is told beside a change of the file in the same thing', async () => {
    const { by, find } = await start();
    await by('sam').write(web, (document) => ({ ...document, TenantedDeploymentMode: 'Untenanted' }));

    const { drift } = await find(redescribed('The new shop'));

    expect(drift).toMatchObject([
      { fields: [{ cause: { is: 'fileChanged' } }, { cause: { is: 'changed', by: { who: 'Sam Reed' } } }] },
    ]);
  });

  it('is whoever changed it after it was mended', async () => {
    const { server, by, find } = await start();
    await by('sam').write(web, (document) => ({ ...document, Description: 'once' }));
    await applyLab({ client: server.applier(), lab });
    await by('sam').write(web, (document) => ({ ...document, Description: 'twice' }));

    expect((await find()).drift).toMatchObject([
      { fields: [{ server: 'twice', cause: { is: 'changed', by: { who: 'Sam Reed' } } }] },
    ]);
  });
});

it('tells a thing with another name from one that was deleted', async () => {
  const { by, find } = await start();
  await by('sam').write(standard, (document) => ({ ...document, Name: 'Usual' }));

  const { drift, notInFile } = await find();

  expect(drift.find((one) => one.kind === 'lifecycle')).toMatchObject({
    is: 'missing',
    cause: { is: 'renamed', to: 'Usual', by: { who: 'Sam Reed' } },
  });
  expect(notInFile).toMatchObject([{ kind: 'user' }, { kind: 'lifecycle', name: 'Usual' }]);
});

it('names variables that the file does not know, with who set them, and leaves them alone', async () => {
  const { server, by, find } = await start();
  const variables = { kind: 'project variables', space: 'Shop', name: 'web' } as const;
  await by('sam').write(variables, (document) => {
    const Variables = Array.isArray(document.Variables) ? document.Variables : [];
    return { ...document, Variables: [...Variables, { Name: 'Debug', Value: 'on', Type: 'String', Scope: {} }] };
  });

  const before = await find();
  await applyLab({ client: server.applier(), lab });

  expect(before.drift).toEqual([]);
  expect(before.unknownVariables).toMatchObject([
    { space: 'Shop', owner: 'web', variable: 'Debug', cause: { is: 'changed', by: { who: 'Sam Reed' } } },
  ]);
  expect((await find()).unknownVariables).toEqual(before.unknownVariables);
});

it('calls what was never there never applied', async () => {
  const server = await startLabServer();

  const { drift } = await findDrift({ client: server.client, lab });

  const causes = new Set(drift.map((one) => (one.is === 'missing' ? one.cause.is : one.is)));
  expect(causes).toEqual(new Set(['neverApplied', 'withOwner', 'different']));
});

it('tells what differs without who did it, where the audit log may not be read', async () => {
  const { server, by } = await start();
  await by('sam').write(web, (document) => ({ ...document, Description: 'by Sam' }));
  const client = clientOf(server, 'sam');
  const { GET } = client.api;
  const refusing = {
    ...client,
    pages: (path: Parameters<typeof client.pages>[0], init: never) =>
      path === '/api/events' ? clientOf(server, 'ann').pages(path, init) : client.pages(path, init),
    api: { ...client.api, GET },
  };

  // The types of all paths at once are more than a test needs.
  const found = await findDrift({ client: refusing as never, lab });

  expect(found).toMatchObject({ audit: 'refused', auditRefusal: expect.stringContaining('EventView') });
  expect(found.drift).toMatchObject([{ ...web, fields: [{ field: 'description', cause: { is: 'untold' } }] }]);
});

describe('an agent', () => {
  const where = { kind: 'agent', space: 'Shop', name: 'shop-dev' };
  const params = { path: { spaceId: 'Spaces-1', id: 'Machines-1' as never } };

  it('that was switched off and tagged otherwise is told with who did it, and is not written by apply', async () => {
    const { server, find } = await start();
    const sam = clientOf(server, 'sam').api;
    const { data } = await sam.GET('/api/{spaceId}/machines/{id}', { params });
    const body = { ...data, IsDisabled: true, Roles: ['by-hand'] };
    await sam.PUT('/api/{spaceId}/machines/{id}', { params, body });

    const before = await find();
    await applyLab({ client: server.applier(), lab });

    const cause = { is: 'changed', by: { who: 'Sam Reed' } };
    expect(before).toMatchObject({
      drift: [],
      agents: [
        {
          ...where,
          fields: [
            { field: 'enabled', file: true, server: false, cause },
            { field: 'target tags', file: ['shop-k8s'], server: ['by-hand'], cause },
          ],
        },
      ],
    });
    expect((await find()).agents).toEqual(before.agents);
  });

  it('that was deleted is missing, by whom', async () => {
    const { server, find } = await start();
    await clientOf(server, 'sam').api.DELETE('/api/{spaceId}/machines/{id}', { params });

    expect((await find()).agents).toMatchObject([
      { ...where, is: 'missing', cause: { is: 'deleted', by: { who: 'Sam Reed' } } },
    ]);
  });
});
