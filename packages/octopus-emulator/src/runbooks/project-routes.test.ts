import { expect, it } from 'vitest';
import { newServer } from '../testing/people.ts';

it('the process and snapshots of a runbook are found below their project, and no other', async () => {
  const { admin } = await newServer();
  for (const Name of ['payments', 'ledger']) {
    await admin.post('/api/projects', { Name, ProjectGroupId: 'ProjectGroups-1', LifecycleId: 'Lifecycles-1' });
  }
  const runbook = (await admin.post('/api/projects/payments/runbooks', { Name: 'Restart' })).body;
  const process = `runbookProcesses/${runbook.RunbookProcessId}`;

  expect((await admin.get(`/api/projects/payments/${process}`)).status).toBe(200);
  expect((await admin.get(`/api/projects/ledger/${process}`)).status).toBe(404);
  const asked = { ProjectId: 'Projects-1', RunbookId: runbook.Id, Name: 'First' };
  expect((await admin.post('/api/projects/payments/runbookSnapshots?publish=true', asked)).status).toBe(201);
  expect((await admin.get(`/api/runbooks/${runbook.Id}`)).body).toMatchObject({
    PublishedRunbookSnapshotId: 'RunbookSnapshots-1',
  });
});
