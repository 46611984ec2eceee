import type { components, DeploymentPreview, RunbookRun } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { addPaymentsApi, type FinPay, manualStep, scriptStep, startFinPay } from '../testing/finpay.ts';

type Schemas = components['schemas'];

const space = '/api/Spaces-1';

interface Runbook {
  readonly Id: string;
  readonly RunbookProcessId: string;
}

/** The migration of the lab: an approval outside Development, a required prompt that belongs to the runbook alone. */
async function addMigration(finpay: FinPay) {
  await addPaymentsApi(finpay);
  const { development, staging, production } = finpay.environments;
  const [project] = await finpay.send<{ Id: string; VariableSetId: string }[]>(
    'GET',
    `${space}/projects/all?name=payments-api`,
  );
  if (project === undefined) throw new Error('there is no payments-api');
  const runbook = await finpay.send<Runbook>('POST', `${space}/runbooks`, {
    Name: 'Run DB Migration',
    ProjectId: project.Id,
  });
  const { Variables } = await finpay.send<{ Variables: object[] }>(
    'GET',
    `${space}/variables/${project.VariableSetId}`,
  );
  await finpay.putVariables(project.VariableSetId, [
    ...Variables,
    {
      Name: 'MigrationName',
      Value: '',
      Scope: { ProcessOwner: [runbook.Id] },
      Prompt: { Label: 'Migration name', Description: '', Required: true, DisplaySettings: {} },
    },
  ]);
  await finpay.putProcess(`runbookProcesses/${runbook.RunbookProcessId}`, [
    manualStep('Approve Migration', { Environments: [staging, production] }),
    scriptStep('Execute Migration', 'echo "Running #{MigrationName} in #{Octopus.Environment.Name}"\nsleep 2'),
  ]);
  const snapshot = await finpay.send<{ Id: string; Name: string }>('POST', `${space}/runbookSnapshots?publish=true`, {
    RunbookId: runbook.Id,
    ProjectId: project.Id,
  });
  return { runbook, snapshot, project, development, staging };
}

async function logOf(finpay: FinPay, taskId: string): Promise<string> {
  return finpay.send<string>('GET', `/api/tasks/${taskId}/raw`);
}

describe('the migration runbook', () => {
  it('runs the published snapshot by names, with a value for its prompt', async () => {
    const finpay = await startFinPay();
    await addMigration(finpay);

    const made = await finpay.send<Schemas['CreateRunbookRunsResponse']>('POST', `${space}/runbook-runs/create/v1`, {
      ProjectName: 'payments-api',
      RunbookName: 'Run DB Migration',
      EnvironmentNames: ['Development'],
      Variables: { migrationname: 'V1.2__add_refund_column' },
    });

    const [run] = made.RunbookRunServerTasks;
    expect(await finpay.settle(run?.ServerTaskId ?? '')).toMatchObject({ Name: 'RunbookRun', State: 'Success' });
    expect(await logOf(finpay, run?.ServerTaskId ?? '')).toContain('Running V1.2__add_refund_column in Development');
  });

  it('takes form values by the id that the preview shows, and keeps the comment to the letter', async () => {
    const finpay = await startFinPay();
    const { runbook, snapshot, development } = await addMigration(finpay);
    const path = `${space}/runbooks/${runbook.Id}/runbookRuns/preview/${development}`;
    const preview = await finpay.send<DeploymentPreview>('GET', path);
    const [element] = preview.Form.Elements;

    const run = await finpay.send<RunbookRun>('POST', `${space}/runbookRuns`, {
      RunbookId: runbook.Id,
      RunbookSnapshotId: snapshot.Id,
      EnvironmentId: development,
      Comments: ' by  the train ',
      FormValues: { [element?.Name ?? '']: 'V2' },
    });

    expect(element).toMatchObject({
      IsValueRequired: true,
      Control: { Name: 'MigrationName', Label: 'Migration name' },
    });
    expect(preview.StepsToExecute.map(({ ActionName }) => ActionName)).toEqual(['Execute Migration']);
    expect(run.Comments).toBe(' by  the train ');
    await finpay.settle(run.TaskId);
    expect(await logOf(finpay, run.TaskId)).toContain('Running V2 in Development');
  });

  it('is refused without a value for its required prompt, which is named', async () => {
    const finpay = await startFinPay();
    await addMigration(finpay);

    const refused = await finpay.ask('POST', `${space}/runbook-runs/create/v1`, {
      ProjectName: 'payments-api',
      RunbookName: 'Run DB Migration',
      EnvironmentNames: ['Development'],
      Variables: { MigrationName: ' ' },
    });

    expect(refused.status).toBe(400);
    expect(refused.body.Errors).toEqual([
      "A value is required for the prompted variable 'Migration name' (MigrationName).",
    ]);
  });

  it('does not ask for its prompt when the project is deployed', async () => {
    const finpay = await startFinPay();
    await addMigration(finpay);

    const release = await finpay.release('payments-api', '1.0.0');
    const [deployment] = await finpay.automatic(release, 1);

    expect(await finpay.settle(deployment?.TaskId ?? '')).toMatchObject({ State: 'Success' });
  });

  it('hands the answer of its approval to later steps', async () => {
    const finpay = await startFinPay();
    const { runbook, staging, project } = await addMigration(finpay);
    await finpay.putProcess(`runbookProcesses/${runbook.RunbookProcessId}`, [
      manualStep('Approve'),
      scriptStep(
        'Say',
        'echo "#{Octopus.Action[Approve].Output.Manual.ResponsibleUser.Username}: #{Octopus.Action[Approve].Output.Manual.Notes}"',
      ),
    ]);
    const body = { RunbookId: runbook.Id, ProjectId: project.Id };
    const snapshot = await finpay.send<{ Id: string }>('POST', `${space}/runbookSnapshots?publish=true`, body);

    const { TaskId } = await finpay.send<RunbookRun>('POST', `${space}/runbookRuns`, {
      RunbookId: runbook.Id,
      RunbookSnapshotId: snapshot.Id,
      EnvironmentId: staging,
      FormValues: { MigrationName: 'V3' },
    });
    await finpay.settle(TaskId);
    await finpay.approve(TaskId, 'dora');
    await finpay.settle(TaskId);

    expect(await logOf(finpay, TaskId)).toContain('dora: looked at it');
  });

  it('runs only where its environments allow', async () => {
    const finpay = await startFinPay();
    const { runbook, development, staging } = await addMigration(finpay);
    const stored = await finpay.send<object>('GET', `${space}/runbooks/${runbook.Id}`);
    const limited = { ...stored, EnvironmentScope: 'Specified', Environments: [development] };
    await finpay.send('PUT', `${space}/runbooks/${runbook.Id}`, limited);

    const refused = await finpay.ask('POST', `${space}/runbookRuns`, {
      RunbookId: runbook.Id,
      EnvironmentId: staging,
      FormValues: { MigrationName: 'V1' },
    });

    expect(refused.body.Errors).toEqual(["The runbook 'Run DB Migration' does not run in 'Staging'."]);
  });
});

describe('a restart runbook', () => {
  it('restarts the pods of the workload', async () => {
    const finpay = await startFinPay();
    const { runbook, development, project } = await addMigration(finpay);
    await finpay.automatic(await finpay.release('payments-api', '1.0.0'), 1);
    const script =
      'kubectl rollout restart deployment/payments-api -n #{Namespace}\nkubectl rollout status deployment/payments-api -n #{Namespace}';
    await finpay.putProcess(`runbookProcesses/${runbook.RunbookProcessId}`, [scriptStep('Restart', script)]);
    const body = { RunbookId: runbook.Id, ProjectId: project.Id };
    await finpay.send('POST', `${space}/runbookSnapshots?publish=true`, body);
    const before = finpay.emulator.world.store.get('Workloads', 'kind-dev/payments-dev/payments-api');

    const { TaskId } = await finpay.send<RunbookRun>('POST', `${space}/runbookRuns`, {
      RunbookId: runbook.Id,
      EnvironmentId: development,
      FormValues: { MigrationName: 'none' },
    });
    expect(await finpay.settle(TaskId)).toMatchObject({ State: 'Success' });

    const after = finpay.emulator.world.store.get('Workloads', 'kind-dev/payments-dev/payments-api');
    expect(after?.Pods.Revision).toBe((before?.Pods.Revision ?? 0) + 1);
    expect(after?.Pods.RestartedAt).not.toBeNull();
    expect(after?.Pods.Image).toBe(before?.Pods.Image);
  });
});
