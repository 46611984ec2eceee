import { describe, expect, it } from 'vitest';
import { createEmulator } from '../emulator.ts';
import { scriptStep, startFinPay } from '../testing/finpay.ts';

const space = '/api/Spaces-1';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

async function withReleases(policy: object, count = 3) {
  const finpay = await startFinPay();
  const lifecycle = await finpay.send<{ Id: string }>('POST', `${space}/lifecycles`, {
    Name: 'by hand',
    Phases: [],
    ReleaseRetentionPolicy: policy,
  });
  const project = await finpay.createProject('web', { LifecycleId: lifecycle.Id });
  await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, [scriptStep('Work', 'echo done')]);
  const { development } = finpay.environments;
  for (let number = 1; number <= count; number += 1)
    await finpay.promote(await finpay.release('web', `1.0.${number}`), development);
  const { store } = finpay.emulator.world;
  const versions = () => store.all('Releases').map(({ Version }) => Version);
  const queue = () => finpay.send<{ Id: string }>('POST', '/api/tasks', { Name: 'Retention', Description: 'Clean up' });
  return { finpay, project, development, store, versions, queue };
}

const keepOne = { Strategy: 'Count', QuantityToKeep: 1, Unit: 'Items' };

describe('a Retention task', () => {
  it('removes releases with their deployments, tasks and logs, and tells of each', async () => {
    const { finpay, store, versions, queue } = await withReleases(keepOne);

    const task = await queue();
    const ended = await finpay.settle(task.Id);

    expect(ended.State).toBe('Success');
    expect(versions()).toEqual(['1.0.3']);
    expect(store.all('Deployments')).toHaveLength(1);
    expect(store.all('ServerTasks').map(({ Name }) => Name)).toEqual(['Deploy', 'Retention']);
    const told = store
      .all('Events')
      .filter(({ Message }) => Message.includes('retention policy'))
      .map(({ Username, Message }) => [Username, Message]);
    expect(told).toHaveLength(2);
    expect(told[0]).toEqual(['system', 'Release 1.0.2 of web was deleted by its retention policy']);
    expect(await finpay.send<string>('GET', `/api/tasks/${task.Id}/raw`)).toContain(
      'deleted the releases 1.0.2, 1.0.1',
    );
  });

  it('leaves everything where policies keep it forever', async () => {
    const { finpay, versions, queue } = await withReleases({ Strategy: 'Forever' });

    await finpay.settle((await queue()).Id);

    expect(versions()).toHaveLength(3);
  });

  it('removes runs of runbooks beyond what is kept in an environment', async () => {
    const { finpay, project, development, store, queue } = await withReleases({ Strategy: 'Forever' }, 1);
    const runbook = await finpay.send<{ Id: string; RunbookProcessId: string }>('POST', `${space}/runbooks`, {
      Name: 'Restart',
      ProjectId: project.Id,
      RunRetentionPolicy: { Strategy: 'Count', QuantityToKeep: 2, Unit: 'Items' },
    });
    await finpay.putProcess(`runbookProcesses/${runbook.RunbookProcessId}`, [scriptStep('Restart', 'echo restarted')]);
    const snapshot = await finpay.send<{ Id: string }>('POST', `${space}/runbookSnapshots?publish=true`, {
      RunbookId: runbook.Id,
      ProjectId: project.Id,
    });
    const run = { RunbookId: runbook.Id, RunbookSnapshotId: snapshot.Id, EnvironmentId: development };
    for (let number = 0; number < 3; number += 1) {
      const { TaskId } = await finpay.send<{ TaskId: string }>('POST', `${space}/runbookRuns`, run);
      await finpay.settle(TaskId);
    }

    await finpay.settle((await queue()).Id);

    expect(store.all('RunbookRuns').map(({ Id }) => Id)).toEqual(['RunbookRuns-2', 'RunbookRuns-3']);
  });
});

describe('retention', () => {
  it('is applied once a day as long as there is something to remove, and then the server rests', async () => {
    const { finpay, versions } = await withReleases(keepOne);

    finpay.clock.advance(DAY_MS);
    await finpay.pass(MINUTE_MS);

    expect(versions()).toEqual(['1.0.3']);
    expect(finpay.emulator.world.store.all('RetentionClocks')).toEqual([]);
  });

  it('survives a restart', async () => {
    const { finpay } = await withReleases(keepOne);
    const restarted = await createEmulator({ state: finpay.emulator.snapshot(), clock: finpay.clock });

    finpay.clock.advance(DAY_MS);
    for (let turn = 0; turn < 5; turn += 1) {
      finpay.clock.advance(MINUTE_MS);
      await restarted.world.background.settled();
    }

    expect(restarted.world.store.all('Releases').map(({ Version }) => Version)).toEqual(['1.0.3']);
  });
});
