import { describe, expect, it } from 'vitest';
import { startFinPay } from '../testing/finpay.ts';

const space = '/api/Spaces-1';

interface Made {
  readonly Id: string;
  readonly Name: string;
  readonly RunbookProcessId: string;
  readonly TaskId: string;
}

async function withSnapshots() {
  const finpay = await startFinPay();
  const project = await finpay.createProject('web');
  const runbook = await finpay.send<Made>('POST', `${space}/runbooks`, { Name: 'Restart', ProjectId: project.Id });
  await finpay.putProcess(`/runbookProcesses/${runbook.RunbookProcessId}`, [
    {
      Name: 'Say',
      Actions: [
        {
          Name: 'Say',
          ActionType: 'Octopus.Script',
          Properties: { 'Octopus.Action.RunOnServer': 'true', 'Octopus.Action.Script.ScriptBody': 'echo hello' },
        },
      ],
    },
  ]);
  const snapshot = { RunbookId: runbook.Id, ProjectId: project.Id };
  const old = await finpay.send<Made>('POST', `${space}/runbookSnapshots`, { ...snapshot, Name: 'Old' });
  const published = await finpay.send<Made>('POST', `${space}/runbookSnapshots?publish=true`, snapshot);
  return { ...finpay, project, runbook, old, published };
}

describe('a snapshot of a runbook', () => {
  it('is renamed, its variables are taken anew, what was frozen of its process stays', async () => {
    const { send, ask, old, published, project, putVariables } = await withSnapshots();
    await putVariables(project.VariableSetId, [{ Name: 'Replicas', Value: '1' }]);

    const renamed = await send<Made>('PUT', `${space}/runbookSnapshots/${old.Id}`, {
      ...old,
      Name: 'Older',
      Notes: 'n',
    });
    const fresh = await send('POST', `${space}/runbookSnapshots/${old.Id}/snapshot-variables`);
    const clash = await ask('PUT', `${space}/runbookSnapshots/${old.Id}`, { ...old, Name: published.Name });

    expect(renamed).toEqual({ ...old, Name: 'Older', Notes: 'n' });
    expect(fresh).toMatchObject({ Name: 'Older', ProjectVariableSetSnapshotId: expect.stringMatching(/-s-1-/) });
    expect(clash.body.Errors).toEqual([`The runbook 'Restart' already has a snapshot named '${published.Name}'.`]);
  });

  it('is deleted unless it is the published one', async () => {
    const { send, ask, old, published } = await withSnapshots();

    const refused = await ask('DELETE', `${space}/runbookSnapshots/${published.Id}`);
    await send('DELETE', `${space}/runbookSnapshots/${old.Id}`);

    expect(refused.body.Errors).toEqual([
      `'${published.Name}' is the published snapshot of its runbook: publish another one first.`,
    ]);
    expect((await ask('GET', `${space}/runbookSnapshots/${old.Id}`)).status).toBe(404);
  });
});

describe('a runbook', () => {
  it('runs in several environments at once by ids, and a run that has ended can be deleted', async () => {
    const { send, ask, runbook, environments, settle, published } = await withSnapshots();
    const { development, staging } = environments;

    const runs = await send<Made[]>('POST', `${space}/runbooks/${runbook.Id}/run`, {
      EnvironmentIds: [development, staging],
    });
    const [first, second] = runs;
    const early = await ask('DELETE', `${space}/runbookRuns/${first?.Id}`);
    await settle(first?.TaskId ?? '');
    await send('DELETE', `${space}/runbookRuns/${first?.Id}`);

    expect(runs).toMatchObject([
      { EnvironmentId: development, RunbookSnapshotId: published.Id },
      { EnvironmentId: staging },
    ]);
    expect(early.body.Errors).toEqual(['The run has not ended: cancel its task first.']);
    expect((await ask('GET', `${space}/runbookRuns/${first?.Id}`)).status).toBe(404);
    expect((await ask('GET', `${space}/runbookRuns/${second?.Id}`)).status).toBe(200);
  });

  it('tells where it may run, and what has changed since it was published', async () => {
    const { send, runbook, environments, putProcess } = await withSnapshots();
    const path = `${space}/runbooks/${runbook.Id}/runbookRunTemplate`;

    const before = await send<{ PromoteTo: Made[] }>('GET', path);
    await putProcess(`/runbookProcesses/${runbook.RunbookProcessId}`, []);
    const after = await send('GET', path);

    expect(before).toMatchObject({ IsRunbookProcessModified: false, TenantPromotions: [] });
    expect(before.PromoteTo.map(({ Id }) => Id)).toEqual(Object.values(environments));
    expect(after).toMatchObject({ IsRunbookProcessModified: true, IsVariableSetModified: false });
  });
});
