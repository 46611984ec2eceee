import { expect, it } from 'vitest';
import { startFinPay } from '../testing/finpay.ts';
import { newServer } from '../testing/people.ts';

const space = '/api/Spaces-1';

it('a project that is written without its way of making versions keeps it', async () => {
  const { admin } = await newServer();
  const shape = { Name: 'x', ProjectGroupId: 'ProjectGroups-1', LifecycleId: 'Lifecycles-1' };
  const { Id } = (await admin.post('/api/projects', { ...shape, VersioningStrategy: { Template: '1.0.i' } })).body;

  const { body } = await admin.put(`/api/projects/${Id}`, { ...shape, Description: 'changed' });

  expect(body).toMatchObject({ Description: 'changed', VersioningStrategy: { Template: '1.0.i' } });
});

it('settings of deployments and the project show the same', async () => {
  const finpay = await startFinPay();
  const { Id } = await finpay.createProject('web');
  const path = `${space}/projects/${Id}`;

  await finpay.send('PUT', `${path}/deploymentsettings`, {
    DefaultGuidedFailureMode: 'On',
    ReleaseNotesTemplate: 'Notes',
    CancelQueuedTasks: true,
  });
  const project = await finpay.send<object>('GET', path);
  expect(project).toMatchObject({ DefaultGuidedFailureMode: 'On', ReleaseNotesTemplate: 'Notes' });

  await finpay.send('PUT', path, { ...project, ReleaseNotesTemplate: 'Other' });
  expect(await finpay.send('GET', `${path}/deploymentsettings`)).toMatchObject({
    ProjectId: Id,
    DefaultGuidedFailureMode: 'On',
    ReleaseNotesTemplate: 'Other',
    CancelQueuedTasks: true,
    VersioningStrategy: { Template: expect.stringContaining('Octopus.Version') },
  });
});

it('a summary tells what a project has', async () => {
  const finpay = await startFinPay();
  const { Id } = await finpay.createProject('web');

  const before = await finpay.send('GET', `${space}/projects/${Id}/summary`);
  await finpay.send('POST', `${space}/runbooks`, { Name: 'Restart', ProjectId: Id });
  const after = await finpay.send('GET', `${space}/projects/${Id}/summary`);

  expect(before).toEqual({ HasDeploymentProcess: false, HasRunbooks: false, HasBeenSuccessfullyDeployed: false });
  expect(after).toMatchObject({ HasRunbooks: true });
});
