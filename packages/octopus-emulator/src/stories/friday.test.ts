import type { components, Interruption, TaskDetails } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import type { EmulatorOptions } from '../emulator.ts';
import { type FaultPlan, noFaults } from '../faults/plan.ts';
import { addPaymentsApi, type FinPay, startFinPay, taskOf } from '../testing/finpay.ts';

type Schemas = components['schemas'];

const space = '/api/Spaces-1';

/** payments-api 1.0.0 in Development and Staging. */
async function inStaging(options: EmulatorOptions = {}) {
  const finpay = await startFinPay(options);
  await addPaymentsApi(finpay);
  const release = await finpay.release('payments-api', '1.0.0');
  await finpay.automatic(release, 1);
  await finpay.promote(release, finpay.environments.staging);
  return { finpay, release };
}

async function logOf(finpay: FinPay, taskId: string): Promise<string> {
  return finpay.send<string>('GET', `${space}/tasks/${taskId}/raw`);
}

describe('a Friday of payments-api', () => {
  it('deploys Development by itself, then Staging, then Production after an approval', async () => {
    const { finpay, release } = await inStaging();
    const { production } = finpay.environments;

    const deployment = await finpay.deploy(release, production, { Comments: 'train  friday [octotrain:1]' });
    expect(await finpay.settle(deployment.TaskId)).toMatchObject({ State: 'Queued', HasPendingInterruptions: true });
    await finpay.approve(deployment.TaskId, 'rita');

    expect(await finpay.settle(deployment.TaskId)).toMatchObject({
      State: 'Success',
      HasPendingInterruptions: false,
      IsCompleted: true,
      FinishedSuccessfully: true,
      ErrorMessage: null,
    });
    expect(deployment.Comments).toBe('train  friday [octotrain:1]');
    const log = await logOf(finpay, deployment.TaskId);
    expect(log).toContain('deployment.apps/payments-api in payments-prod: nginx:1.27-alpine, 3 replicas');
    expect(log).toContain('healthy (HTTP 200)');
    expect(log).toContain('Proceed, said rita: looked at it');
  });

  it('makes automatic deployments in the name of the release creator, without a comment', async () => {
    const finpay = await startFinPay();
    await addPaymentsApi(finpay);

    const release = await finpay.release('payments-api', '1.0.0');
    const [automatic, ...others] = await finpay.automatic(release, 1);

    expect(others).toEqual([]);
    expect(automatic).toMatchObject({
      EnvironmentId: finpay.environments.development,
      TenantId: null,
      DeployedBy: 'admin',
      Comments: null,
    });
    expect(await finpay.settle(automatic?.TaskId ?? '')).toMatchObject({ State: 'Success' });
  });

  it('shows the steps of a task as a tree', async () => {
    const { finpay, release } = await inStaging();
    const { TaskId } = await finpay.promote(release, finpay.environments.staging);

    const details = await finpay.send<TaskDetails>('GET', `/api/tasks/${TaskId}/details`);

    const [root] = details.ActivityLogs;
    expect(root?.Status).toBe('Success');
    expect(root?.Children.map(({ Name, Status }) => `${Name}: ${Status}`)).toEqual([
      'Step 1: Risk Team Approval: Skipped',
      'Step 2: Deploy payments-api: Success',
      'Step 3: Smoke Test: Success',
    ]);
    expect(details.Progress.ProgressPercentage).toBe(100);
  });

  it('refuses an environment that the release has not reached', async () => {
    const finpay = await startFinPay();
    await addPaymentsApi(finpay);
    const release = await finpay.release('payments-api', '1.0.0');

    const body = { ReleaseId: release.Id, EnvironmentId: finpay.environments.production };
    const answer = await finpay.ask('POST', `${space}/deployments`, body);

    expect(answer.status).toBe(400);
    expect(answer.body.Errors).toEqual([
      "Release 1.0.0 has not reached 'Production' yet: an earlier phase of its lifecycle is not complete.",
    ]);
  });

  it('stops a blocked release before Production, until the defect is resolved', async () => {
    const { finpay, release } = await inStaging();
    const defects = `${space}/releases/${release.Id}/defects`;
    await finpay.send('POST', defects, { Description: 'wrong totals' });
    const body = { ReleaseId: release.Id, EnvironmentId: finpay.environments.production };

    const refused = await finpay.ask('POST', `${space}/deployments`, body);
    await finpay.send('POST', `${defects}/resolve`);

    expect(refused.body.Errors).toEqual([
      "Release 1.0.0 has an unresolved defect and may not be deployed to 'Production'.",
    ]);
    expect((await finpay.send<{ TaskId: string }>('POST', `${space}/deployments`, body)).TaskId).toBeDefined();
  });
});

describe('the approval of Production', () => {
  async function waiting() {
    const { finpay, release } = await inStaging();
    const { TaskId } = await finpay.deploy(release, finpay.environments.production);
    await finpay.settle(TaskId);
    const interruption = await finpay.pendingInterruption(TaskId);
    return { finpay, TaskId, interruption, path: `${space}/interruptions/${interruption.Id}` };
  }

  it('belongs to the Risk Team: someone who may submit but is no member is refused', async () => {
    const { finpay, path } = await waiting();
    const dora = finpay.keyOf('dora');

    expect((await finpay.ask('PUT', `${path}/responsible`, undefined, dora)).status).toBe(403);
    expect((await finpay.ask('POST', `${path}/submit`, { Result: 'Proceed' }, dora)).status).toBe(403);
    const seen = await finpay.send<Interruption>('GET', path, undefined, dora);
    expect(seen).toMatchObject({ CanTakeResponsibility: false, IsPending: true, ResponsibleUserId: null });
  });

  it('refuses a key that nobody has', async () => {
    const { finpay, path } = await waiting();

    expect((await finpay.ask('PUT', `${path}/responsible`, undefined, 'API-NOBODY')).status).toBe(401);
  });

  it('is answered by whoever has taken responsibility, and by nobody else', async () => {
    const { finpay, path, TaskId } = await waiting();
    const rita = finpay.keyOf('rita');

    const early = await finpay.ask('POST', `${path}/submit`, { Result: 'Proceed' }, rita);
    await finpay.send('PUT', `${path}/responsible`, undefined, rita);
    const other = await finpay.ask('POST', `${path}/submit`, { Result: 'Proceed' });
    const answered = await finpay.send<Interruption>(
      'POST',
      `${path}/submit`,
      { Result: 'Proceed', Notes: 'ok' },
      rita,
    );
    const again = await finpay.ask('POST', `${path}/submit`, { Result: 'Abort' }, rita);

    expect([early.status, other.status, again.status]).toEqual([400, 400, 400]);
    expect(answered).toMatchObject({ IsPending: false, HasResponsibility: true });
    expect(answered.Form.Values).toEqual({ Instructions: null, Notes: 'ok', Result: 'Proceed' });
    expect(answered.ResponsibleUserId).not.toBeNull();
    expect(await finpay.settle(TaskId)).toMatchObject({ State: 'Success' });
  });

  it('fails the deployment when it is aborted', async () => {
    const { finpay, TaskId } = await waiting();

    await finpay.approve(TaskId, 'rita', 'Abort');

    expect(await finpay.settle(TaskId)).toMatchObject({
      State: 'Failed',
      ErrorMessage: "The step 'Risk Team Approval' failed: rita aborted it",
    });
  });

  it('leaves its trace in the audit log', async () => {
    const { finpay, TaskId } = await waiting();
    await finpay.approve(TaskId, 'rita');
    await finpay.settle(TaskId);

    const { Items } = await finpay.send<Schemas['EventPage']>('GET', `${space}/events?regarding=${TaskId}&take=100`);

    expect(Items.map(({ Category, Username }) => `${Category} ${Username}`).reverse()).toEqual([
      'DeploymentQueued admin',
      'DeploymentStarted system',
      'ManualInterventionInterruptionRaised system',
      'InterruptionResponsibilityTaken rita',
      'InterruptionSubmitted rita',
      'DeploymentResumed system',
      'DeploymentSucceeded system',
    ]);
  });

  it('is withdrawn when the task is canceled', async () => {
    const { finpay, TaskId, path } = await waiting();

    const canceled = await finpay.send('POST', `/api/tasks/${TaskId}/cancel`);

    expect(canceled).toMatchObject({ State: 'Canceled', HasPendingInterruptions: false });
    expect((await finpay.send<Interruption>('GET', path)).IsPending).toBe(false);
    const pending = await finpay.send<Schemas['InterruptionPage']>('GET', `${space}/interruptions?pendingOnly=true`);
    expect(pending.Items).toEqual([]);
  });
});

describe('a smoke test that fails', () => {
  async function deployWith(faults: Partial<FaultPlan>) {
    const { finpay, release } = await inStaging({ faults: { ...noFaults, ...faults } });
    const { TaskId } = await finpay.deploy(release, finpay.environments.production);
    await finpay.settle(TaskId);
    await finpay.approve(TaskId, 'rita');
    return { finpay, task: await finpay.settle(TaskId) };
  }

  it('because the workload answers 500, fails the task', async () => {
    const { finpay, task } = await deployWith({
      forWorkload: ({ environment }) => (environment === 'Production' ? { kind: 'status', status: 500 } : undefined),
    });

    expect(task).toMatchObject({
      State: 'Failed',
      ErrorMessage: "The step 'Smoke Test' failed: The script ended with exit code 1.",
    });
    expect(await logOf(finpay, task.Id)).toContain('unhealthy (HTTP 500)');
  });

  it('because of a fault in the step, fails the task', async () => {
    const { task } = await deployWith({
      forStep: ({ step, environment }) =>
        step === 'Smoke Test' && environment === 'Production'
          ? { kind: 'fail', message: 'no route to host' }
          : undefined,
    });

    expect(task).toMatchObject({ State: 'Failed', ErrorMessage: "The step 'Smoke Test' failed: no route to host" });
  });

  it('stalls until somebody cancels, when the fault says so', async () => {
    const { finpay, release } = await inStaging({
      faults: {
        ...noFaults,
        forStep: ({ step, project }) =>
          project === 'payments-api' && step === 'Smoke Test' && stalls ? { kind: 'stall' } : undefined,
      },
    });
    stalls = true;
    const { TaskId } = await finpay.deploy(release, finpay.environments.staging);
    await finpay.pass(3_600_000 / 4);
    expect(await taskOf(finpay, TaskId)).toMatchObject({ State: 'Executing' });

    expect(await finpay.send('POST', `${space}/tasks/${TaskId}/cancel`)).toMatchObject({ State: 'Cancelling' });
    stalls = false;

    expect(await finpay.settle(TaskId)).toMatchObject({ State: 'Canceled' });
  });
});

let stalls = false;
