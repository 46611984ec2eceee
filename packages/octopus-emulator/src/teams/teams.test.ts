import { expect, it } from 'vitest';
import { newServer } from '../testing/people.ts';

it('takes groups of an outside directory by their ids only', async () => {
  const { admin } = await newServer();
  const team = { Name: 'Operators' };

  const nameless = await admin.post('/api/teams', { ...team, ExternalSecurityGroups: [{ DisplayName: 'Operators' }] });
  const made = await admin.post('/api/teams', { ...team, ExternalSecurityGroups: [{ Id: 'ops' }] });

  expect([nameless.status, nameless.body.Errors]).toEqual([
    400,
    ['ExternalSecurityGroups.0.Id: the id of a group is required'],
  ]);
  expect(made.body).toMatchObject({
    ExternalSecurityGroups: [{ Id: 'ops', DisplayName: null, DisplayIdAndName: false }],
  });
});
