import { describe, expect, it } from 'vitest';
import { newServer, userWith } from '../testing/people.ts';

/** A project with a value for each kind of scope, two environments with a target each, and a tenant of Europe. */
async function withValues() {
  const server = await newServer();
  const { admin } = server;
  const make = async (path: string, body: object) => (await admin.post(`/api/Spaces-1${path}`, body)).body;
  const development = await make('/environments', { Name: 'Development' });
  const production = await make('/environments', { Name: 'Production' });
  const target = (Name: string, id: string) =>
    make('/machines', { Name, EnvironmentIds: [id], Roles: ['web'], Endpoint: { CommunicationStyle: 'None' } });
  const prodTarget = await target('prod', production.Id);
  await make('/tagsets', { Name: 'Region', Tags: [{ Name: 'Europe' }, { Name: 'Asia' }] });
  const acme = await make('/tenants', { Name: 'Acme', TenantTags: ['Region/Europe'] });
  const globex = await make('/tenants', { Name: 'Globex', TenantTags: ['Region/Asia'] });
  const project = await make('/projects', {
    Name: 'api',
    ProjectGroupId: 'ProjectGroups-1',
    LifecycleId: 'Lifecycles-1',
  });
  const value = (Name: string, Scope: object) => ({ Name, Value: 'x', Type: 'String', Scope });
  const path = `/api/Spaces-1/variables/${project.VariableSetId}`;
  const stored = (await admin.get(path)).body;
  await admin.put(path, {
    ...stored,
    Variables: [
      value('everywhere', {}),
      value('by role', { Role: ['web'] }),
      value('in development', { Environment: [development.Id] }),
      value('in both', { Environment: [development.Id, production.Id] }),
      value('on the target', { Machine: [prodTarget.Id] }),
      value('in Europe', { TenantTag: ['Region/Europe'] }),
    ],
  });
  const seenBy = async (username: string, space: string[], restrictions: Record<string, readonly string[]>) => {
    const person = await userWith(server, { username, space: ['ProjectView', ...space], restrictions });
    const { body } = await person.get<{ Variables: { Name: string; IsEditable: boolean }[] }>(path);
    return body.Variables.map(({ Name, IsEditable }) => `${Name}${IsEditable ? '*' : ''}`);
  };
  return { seenBy, development, production, acme, globex };
}

const all = ['VariableView', 'VariableViewUnscoped', 'VariableEdit'];

describe('values of variables', () => {
  it('without a scope need a permission of their own', async () => {
    const { seenBy } = await withValues();

    expect(await seenBy('scoped', ['VariableView'], {})).toEqual([
      'in development',
      'in both',
      'on the target',
      'in Europe',
    ]);
    expect(await seenBy('all', ['VariableView', 'VariableViewUnscoped', 'VariableEditUnscoped'], {})).toEqual([
      'everywhere*',
      'by role*',
      'in development',
      'in both',
      'on the target',
      'in Europe',
    ]);
  });

  it('are seen in one environment, and changed only by whoever has all of theirs', async () => {
    const { seenBy, development, production } = await withValues();

    expect(await seenBy('dev', all, { EnvironmentIds: [development.Id] })).toEqual([
      'everywhere',
      'by role',
      'in development*',
      'in both',
      'in Europe*',
    ]);
    expect(await seenBy('prod', ['VariableView', 'VariableEdit'], { EnvironmentIds: [production.Id] })).toEqual([
      'in both',
      'on the target*',
      'in Europe*',
    ]);
  });

  it('for tags of tenants are seen by whoever has such a tenant', async () => {
    const { seenBy, acme, globex } = await withValues();
    const inEurope = (names: readonly string[]) => names.includes('in Europe*');

    expect(inEurope(await seenBy('europe', all, { TenantIds: [acme.Id] }))).toBe(true);
    expect(inEurope(await seenBy('asia', all, { TenantIds: [globex.Id] }))).toBe(false);
  });
});
