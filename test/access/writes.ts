import { type Action, projectOf } from './action.ts';
import { type Ask, type Lookup, lookingUp, type Named, type Said } from './asking.ts';

interface At {
  readonly ask: Ask;
  readonly admin: Ask;
  readonly lookup: Lookup;
  readonly id: string;
  readonly project: Named;
}

/** Replaces things by what they are already, which asks for the same permission as a change; makes and removes some. */
export function writes(space: string): readonly Action[] {
  const write = (what: string, attempt: (at: At) => Promise<Said>): Action => ({
    what,
    sort: 'write',
    space,
    async attempt(ask, admin) {
      const lookup = lookingUp(admin);
      return attempt({ ask, admin, lookup, ...(await projectOf(lookup, space)) });
    },
  });
  const change = (what: string, path: (at: At) => Promise<string> | string): Action =>
    write(`change ${what}`, async (at) => {
      const where = await path(at);
      return at.ask('PUT', where, await at.lookup.get(where));
    });
  const inSpace = (what: string, collection: string, name: string): Action =>
    change(
      what,
      async ({ id, lookup }) => `/${id}/${collection}/${(await lookup.named(`/${id}/${collection}/all`, name)).Id}`,
    );
  const make = (what: string, collection: string, body: (at: At) => object): Action =>
    write(`create ${what}`, (at) => at.ask('POST', `/${at.id}/${collection}`, body(at)));
  return [
    change('a project', ({ id, project }) => `/${id}/projects/${project.Id}`),
    change('its process', ({ id, project }) => `/${id}/deploymentprocesses/${project.DeploymentProcessId}`),
    change('its variables', ({ id, project }) => `/${id}/variables/${project.VariableSetId}`),
    change('a channel', async ({ id, project, lookup }) => {
      const { Id } = await lookup.named(`/${id}/projects/${project.Id}/channels`, 'Default');
      return `/${id}/channels/${Id}`;
    }),
    ...(space === 'Merchants'
      ? [inSpace('a tenant', 'tenants', 'Acme Corp')]
      : [
          change('a runbook', async ({ id, project, lookup }) => {
            const all = (await lookup.get(`/${id}/runbooks/all`)) as unknown as readonly {
              Id: string;
              ProjectId: string;
            }[];
            return `/${id}/runbooks/${all.find(({ ProjectId }) => ProjectId === project.Id)?.Id}`;
          }),
        ]),
    inSpace('an environment', 'environments', 'Staging'),
    inSpace('a lifecycle', 'lifecycles', 'Standard'),
    inSpace('a variable set', 'libraryvariablesets', 'Common Config'),
    change('the values of a variable set', async ({ id, lookup }) => {
      const { VariableSetId } = await lookup.named(`/${id}/libraryvariablesets/all`, 'Common Config');
      return `/${id}/variables/${VariableSetId}`;
    }),
    change('a git credential', async ({ id, lookup }) => {
      return `/${id}/git-credentials/${(await lookup.named(`/${id}/git-credentials`, 'GitHub')).Id}`;
    }),
    inSpace('an agent', 'machines', `${space.toLowerCase()}-dev`),
    make('a release', 'releases', ({ project }) => ({ ProjectId: project.Id, Version: '9.9.9' })),
    make('an environment', 'environments', () => ({ Name: 'Mine' })),
    make('a tenant', 'tenants', () => ({ Name: 'Mine' })),
    make('a feed', 'feeds', () => ({ Name: 'Mine', FeedType: 'Docker', FeedUri: 'https://example.com' })),
    write('remove a project group', async ({ ask, admin, id }) => {
      const { body } = await admin('POST', `/${id}/projectgroups`, { Name: 'Gone soon' });
      const { Id } = body as { Id: string };
      const said = await ask('DELETE', `/${id}/projectgroups/${Id}`);
      if (said.status !== 200) await admin('DELETE', `/${id}/projectgroups/${Id}`);
      return said;
    }),
  ];
}
