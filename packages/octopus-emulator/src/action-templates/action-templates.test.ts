import { expect, it } from 'vitest';
import { startFinPay } from '../testing/finpay.ts';
import { newServer } from '../testing/people.ts';

const template = {
  Name: 'Notify',
  ActionType: 'Octopus.Script',
  Parameters: [{ Name: 'Channel', DefaultValue: '#general' }],
  Properties: { 'Octopus.Action.Script.ScriptBody': 'echo 1' },
};

it('keeps every version of a template', async () => {
  const { admin } = await newServer();
  const { body } = await admin.post('/api/actiontemplates', template);
  await admin.put(`/api/actiontemplates/${body.Id}`, { ...body, Properties: {} });

  const old = await admin.get<Record<string, unknown>>(`/api/actiontemplates/${body.Id}/versions/1`);
  const now = await admin.get(`/api/actiontemplates/${body.Id}`);
  const none = await admin.get(`/api/actiontemplates/${body.Id}/versions/3`);

  expect(old.body).toMatchObject({ Id: body.Id, Version: 1, Properties: template.Properties });
  expect([now.body.Version, none.status]).toEqual([2, 404]);
});

it('finds templates among the kinds of steps that every server has', async () => {
  const { admin } = await newServer();
  await admin.post('/api/actiontemplates', template);

  const found = await admin.get<{ Name: string }[]>('/api/actiontemplates/search?type=octopus.script');

  expect(found.body.map(({ Name }) => Name)).toEqual(['Run a Script', 'Notify']);
});

it('takes actions to the newest version, and keeps their own values', async () => {
  const finpay = await startFinPay();
  const made = await finpay.send<{ Id: string }>('POST', '/api/Spaces-1/actiontemplates', template);
  const project = await finpay.createProject('web');
  const process = await finpay.putProcess(`/deploymentprocesses/${project.DeploymentProcessId}`, [
    {
      Name: 'Notify',
      Actions: [
        {
          Name: 'Notify',
          ActionType: 'Octopus.Script',
          Properties: {
            'Octopus.Action.Template.Id': made.Id,
            'Octopus.Action.Template.Version': '1',
            'Octopus.Action.Script.ScriptBody': 'echo 1',
            Channel: '#releases',
          },
        },
      ],
    },
  ]);
  const actionId = process.Steps[0]?.Actions[0]?.Id;
  const changed = { ...template, Properties: { 'Octopus.Action.Script.ScriptBody': 'echo 2' } };
  await finpay.send('PUT', `/api/Spaces-1/actiontemplates/${made.Id}`, changed);

  const refused = await finpay.ask('DELETE', `/api/Spaces-1/actiontemplates/${made.Id}`);
  await finpay.send('POST', `/api/Spaces-1/actiontemplates/${made.Id}/actionsUpdate`, {
    Version: 2,
    ActionIdsByProcessId: { [project.DeploymentProcessId]: [actionId] },
  });

  expect(refused.body.Errors).toEqual(["The step template 'Notify' cannot be deleted: the project 'web' uses it."]);
  expect(await finpay.send('GET', `/api/Spaces-1/actiontemplates/${made.Id}/usage`)).toMatchObject([
    { ActionId: actionId, Version: '2', ProcessType: 'Deployment', ProjectName: 'web' },
  ]);
  const after = await finpay.send<typeof process>(
    'GET',
    `/api/Spaces-1/deploymentprocesses/${project.DeploymentProcessId}`,
  );
  expect(after.Steps[0]?.Actions[0]).toMatchObject({
    Properties: { Channel: '#releases', 'Octopus.Action.Script.ScriptBody': 'echo 2' },
  });
});
