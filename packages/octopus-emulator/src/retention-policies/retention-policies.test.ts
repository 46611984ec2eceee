import { expect, it } from 'vitest';
import { newServer, userWith } from '../testing/people.ts';
import { retentionPolicyProblems } from './rules.ts';

it.each([
  ['Count', 3, 0],
  ['Count', 0, 1],
  ['Forever', 0, 0],
  ['Forever', 3, 1],
] as const)('%s with %i has %i problems', (Strategy, QuantityToKeep, problems) => {
  expect(retentionPolicyProblems({ Strategy, QuantityToKeep })).toHaveLength(problems);
});

it('a space has one policy of each type, which is changed and stays so', async () => {
  const server = await newServer();
  const { admin } = server;
  const before = await admin.get<{ Id: string }>('/api/Spaces-1/retentionpolicies?RetentionType=LifecycleRelease');
  const viewer = await userWith(server, { username: 'viewer', space: ['LifecycleView'] });
  const written = { Strategy: 'Count', QuantityToKeep: 4, Unit: 'Days' };

  const changed = await admin.put(`/api/Spaces-1/retentionpolicies/${before.body.Id}`, written);
  const after = await admin.get('/api/Spaces-1/retentionpolicies?RetentionType=LifecycleRelease');

  expect(before.body).toMatchObject({ RetentionType: 'LifecycleRelease', Strategy: 'Forever' });
  expect([changed.status, after.body]).toMatchObject([200, { ...written, RetentionType: 'LifecycleRelease' }]);
  expect((await admin.get('/api/Spaces-1/retentionpolicies?RetentionType=Moon')).status).toBe(400);
  expect((await viewer.put(`/api/Spaces-1/retentionpolicies/${before.body.Id}`, written)).status).toBe(403);
});
