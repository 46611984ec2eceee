import { expect, it } from 'vitest';
import { newServer } from '../testing/people.ts';

it('knows environments of its space only', async () => {
  const { admin } = await newServer();
  const { body: development } = await admin.post('/api/environments', { Name: 'Development' });
  const written = { Name: 'Payments', EnvironmentIds: [development.Id, 'Environments-9'] };

  const refused = await admin.post('/api/projectgroups', written);
  const made = await admin.post('/api/projectgroups', { ...written, EnvironmentIds: [development.Id] });

  expect([refused.status, refused.body.Errors]).toEqual([
    400,
    ["The environment 'Environments-9' does not exist in this space."],
  ]);
  expect(made.status).toBe(201);
});
