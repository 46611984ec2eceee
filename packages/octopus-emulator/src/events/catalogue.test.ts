import { describe, expect, it } from 'vitest';
import { newServer } from '../testing/people.ts';
import { eventCategories } from './categories.ts';
import { documentTypeName, documentTypeOf } from './document-types.ts';
import { eventGroups } from './groups.ts';

describe('the catalogue of events', () => {
  it.each([
    ['Deployments-12', 'Deployments', 'Deployment'],
    ['deploymentprocess-Projects-1', 'DeploymentProcesses', 'Deployment Process'],
    ['variableset-Projects-1', 'VariableSets', 'Variable Set'],
    ['ApprovalPolicies-3', 'ApprovalPolicies', 'Approval Policy'],
    ['Releases-1', 'Releases', 'Release'],
    ['teams-everyone', 'Teams', 'Team'],
    ['users-system', 'Users', 'User'],
    ['TagSets-1/Tags-2', 'TagSets', 'Tag Set'],
    ['', '', ''],
  ])('takes %s for one of %s', (id, type, name) => {
    expect(documentTypeOf(id)).toBe(type);
    expect(documentTypeName(type)).toBe(name);
  });

  it('groups only categories that there are, and names each once', () => {
    const known = eventCategories.map(({ Id }) => Id);

    expect(new Set(known).size).toBe(known.length);
    expect(eventGroups.flatMap(({ EventCategories }) => EventCategories).filter((id) => !known.includes(id))).toEqual(
      [],
    );
  });

  it('tells groups and categories, all or those for machines, and who was at work', async () => {
    const { admin } = await newServer();
    await admin.post('/api/environments', { Name: 'Development' });

    const idsAt = async (path: string) => (await admin.get<{ Id: string }[]>(path)).body.map(({ Id }) => Id);

    expect(await idsAt('/api/events/groups')).toContain('Document');
    expect(await idsAt('/api/events/groups?appliesTo=Machine')).toEqual([
      'Machine',
      'MachineCritical',
      'MachineAvailableForDeployment',
      'MachineUnavailableForDeployment',
      'MachineHealthChanged',
    ]);
    expect(await idsAt('/api/Spaces-1/events/categories?appliesTo=Machine')).toHaveLength(9);
    expect(await idsAt('/api/events/documenttypes')).toContain('Environments');
    expect(await idsAt('/api/events/agents')).toEqual([]);
  });
});

describe('secrets in the audit log', () => {
  it('show as marks that tell only whether they changed', async () => {
    const { admin, emulator } = await newServer();
    const details = (NewValue: string | null) => ({
      Name: 'Deploy',
      Details: { Type: 'UsernamePassword', Username: 'git', Password: { HasValue: true, NewValue } },
    });
    const made = await admin.post('/api/Spaces-1/git-credentials', details('hunter2'));
    const path = `/api/Spaces-1/git-credentials/${made.body.Id}`;
    await admin.put(path, details(null));
    await admin.put(path, details('hunter3'));

    const changes = emulator.world.store.all('Events').flatMap(({ ChangeDetails }) => ChangeDetails ?? []);

    expect(changes.map(({ Differences }) => Differences.map((change) => change.path))).toEqual([
      [],
      ['/Details/Password/NewValue'],
    ]);
    expect(changes[1]?.Differences[0]?.value).toMatch(/^sensitive:[0-9a-f]{12}$/);
    expect(JSON.stringify(emulator.world.store.all('Events'))).not.toMatch(/hunter/);
  });

  it('show the same of sensitive variables', async () => {
    const { admin, emulator } = await newServer();
    const set = await admin.post('/api/Spaces-1/libraryvariablesets', { Name: 'Shared' });
    const path = `/api/Spaces-1/variables/${set.body.VariableSetId}`;
    const stored = (await admin.get(path)).body;
    const Variables = [{ Name: 'Password', Value: 'hunter2', IsSensitive: true, Type: 'Sensitive', Scope: {} }];
    await admin.put(path, { ...stored, Variables });

    const written = JSON.stringify(emulator.world.store.all('Events'));

    expect(written).toContain('sensitive:');
    expect(written).not.toContain('hunter2');
  });
});
