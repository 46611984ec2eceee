import type { components } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { virtualClock } from '../clock/virtual-clock.ts';
import { createEmulator } from '../emulator.ts';
import { type FinPay, manualStep, scriptStep, startFinPay, taskOf } from '../testing/finpay.ts';
import { finpayGit } from '../testing/finpay-git.ts';
import { serve } from '../testing/server.ts';
import { addSlow } from '../testing/slow-project.ts';

type Schemas = components['schemas'];

const space = '/api/Spaces-1';

describe('a restart of the server', () => {
  async function restarted(onRestart: 'fail' | 'continue') {
    const finpay = await startFinPay();
    const working = await addSlow(finpay, 'working');
    const asking = await addSlow(finpay, 'asking', [manualStep('Ask'), scriptStep('Work', 'echo done')]);
    const { development } = finpay.environments;
    const executing = await finpay.deploy(working, development);
    const queued = await finpay.deploy(working, development);
    const waiting = await finpay.deploy(asking, development);
    await finpay.settle(waiting.TaskId);
    await finpay.pass(5_000);

    const clock = virtualClock(finpay.clock.now() + 60_000);
    const emulator = await createEmulator({ clock, git: finpayGit, state: finpay.emulator.snapshot(), onRestart });
    const server: FinPay = { ...finpay, ...serve(emulator, clock) };
    return { server, executing, queued, waiting };
  }

  it('fails what was executing, keeps what was queued and what waits for a person', async () => {
    const { server, executing, queued, waiting } = await restarted('fail');

    expect(await taskOf(server, executing.TaskId)).toMatchObject({
      State: 'Failed',
      ErrorMessage: 'The server was restarted while this task was executing.',
    });
    expect(await server.settle(queued.TaskId)).toMatchObject({ State: 'Success' });
    expect(await taskOf(server, waiting.TaskId)).toMatchObject({ State: 'Queued', HasPendingInterruptions: true });
  });

  it('goes on with the interrupted step when it is told to', async () => {
    const { server, executing } = await restarted('continue');

    expect(await server.settle(executing.TaskId)).toMatchObject({ State: 'Success' });
  });

  it('fails what an older emulator began in a form of its own, and closes what that asked', async () => {
    const finpay = await startFinPay();
    const asking = await addSlow(finpay, 'asking', [manualStep('Ask')]);
    const { TaskId } = await finpay.deploy(asking, finpay.environments.development);
    await finpay.settle(TaskId);
    const { Id } = await finpay.pendingInterruption(TaskId);
    const state = finpay.emulator.snapshot();
    const documents = { ...state.documents, TaskWalks: [{ Id: TaskId, Actions: [], At: 0, WaitsFor: Id }] };

    const clock = virtualClock(finpay.clock.now());
    const emulator = await createEmulator({ clock, git: finpayGit, state: { ...state, documents } });
    const server = serve(emulator, clock);

    expect(await server.settle(TaskId)).toMatchObject({ State: 'Failed', HasPendingInterruptions: false });
    expect(await server.send('GET', `${space}/interruptions/${Id}`)).toMatchObject({ IsPending: false });
  });

  it.each(['fail', 'continue'] as const)('takes an answer given afterwards (%s)', async (onRestart) => {
    const { server, waiting } = await restarted(onRestart);
    const path = `${space}/interruptions?regarding=${waiting.TaskId}&pendingOnly=true`;
    const { Items } = await server.send<{ Items: { Id: string }[] }>('GET', path);

    await server.send('PUT', `${space}/interruptions/${Items[0]?.Id}/responsible`);
    await server.send('POST', `${space}/interruptions/${Items[0]?.Id}/submit`, { Result: 'Proceed' });

    expect(await server.settle(waiting.TaskId)).toMatchObject({ State: 'Success' });
  });

  it('still makes the automatic deployments that it owed', async () => {
    const finpay = await startFinPay();
    const project = await finpay.createProject('auto');
    await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, [scriptStep('Work', 'echo hi')]);
    const release = await finpay.release('auto', '1.0.0');

    const clock = virtualClock(finpay.clock.now());
    const emulator = await createEmulator({ clock, git: finpayGit, state: finpay.emulator.snapshot() });
    const server = serve(emulator, clock);
    await server.pass(40_000);

    const page = await server.send<Schemas['DeploymentPage']>('GET', `${space}/releases/${release.Id}/deployments`);
    expect(page.TotalResults).toBe(1);
  });
});
