import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator } from '../../emulator.ts';
import { type FinPay, scriptStep, taskOf } from '../../testing/finpay.ts';
import { recordedPrograms, untilStopped } from '../../testing/recorded-programs.ts';
import {
  type Behave,
  makeShellPlace,
  type ShellPlace,
  type ShellServer,
  withProperties,
} from '../../testing/shell-server.ts';
import { addByHand, deployed } from '../../testing/steps.ts';

let place: ShellPlace;
beforeAll(async () => {
  place = await makeShellPlace();
});
afterAll(() => place.remove());

describe('a program that goes on', () => {
  const endless: Behave = (line, call) => (line.startsWith('bash') ? untilStopped(call) : undefined);

  /** Lets the queue begin a task, and gives the program that it runs then. */
  async function begun(finpay: FinPay, programs: ShellServer['programs'], more: object = {}) {
    await addByHand(finpay, [withProperties(scriptStep('Long', 'sleep 1000'), more)]);
    const called = programs.called('bash');
    const { TaskId } = await deployed(finpay);
    finpay.clock.advance(1_000);
    return { TaskId, ...(await called) };
  }

  it('is ended when the task is cancelled, and only then the task ends', async () => {
    let ended = false;
    let die = (): void => {};
    const dying = new Promise<void>((resolve) => {
      die = resolve;
    });
    const { finpay, programs } = await place.open(async (line, call) => {
      if (!line.startsWith('bash')) return { kind: 'exited', code: 0, stdout: '', stderr: '' };
      const end = await untilStopped(call);
      await dying;
      ended = true;
      return end;
    });
    const { TaskId } = await begun(finpay, programs);

    await finpay.send('POST', `/api/tasks/${TaskId}/cancel`);
    finpay.clock.advance(1_000);
    const meanwhile = [(await taskOf(finpay, TaskId)).State, ended];
    die();
    await finpay.emulator.world.background.settled();

    expect(meanwhile).toEqual(['Cancelling', false]);
    expect([(await taskOf(finpay, TaskId)).State, ended]).toEqual(['Canceled', true]);
    expect(await readdir(join(place.folder, 'work'))).toEqual([]);
  });

  it('is ended when the step takes too long, by the clock', async () => {
    const { finpay, programs } = await place.open(endless);
    const { TaskId, call } = await begun(finpay, programs, { 'Octopus.Action.ExecutionTimeout.Minutes': '2' });

    finpay.clock.advance(119_000);
    const before = call.signal?.aborted;
    finpay.clock.advance(1_000);
    await finpay.emulator.world.background.settled();

    expect([before, call.signal?.aborted]).toEqual([false, true]);
    expect((await taskOf(finpay, TaskId)).ErrorMessage).toContain('it took longer than 2 minutes');
  });

  it('is ended with the server, which tells of the task when it starts again', async () => {
    const data = join(place.folder, 'server');
    const { finpay, programs } = await place.open(endless, { data });
    const { TaskId, call } = await begun(finpay, programs);

    await finpay.emulator.close();
    const left = await readdir(place.folder);
    const again = await createEmulator({ data, clock: finpay.clock });
    const task = again.world.store.get('ServerTasks', TaskId);
    await again.close();

    expect(call.signal?.aborted).toBe(true);
    expect(left).not.toContain('work');
    expect(task).toMatchObject({ State: 'Failed', ErrorMessage: expect.stringContaining('was restarted') });
  });

  it('begins anew when the server that was closed goes on with its tasks', async () => {
    const data = join(place.folder, 'continued');
    const { finpay, programs } = await place.open(endless, { data });
    const { TaskId } = await begun(finpay, programs);
    await finpay.emulator.close();

    const after = recordedPrograms({ kubeconfigs: programs.options.kubeconfigs });
    const again = await createEmulator({ data, clock: finpay.clock, executor: after.options, onRestart: 'continue' });
    await again.world.background.settled();
    const task = again.world.store.get('ServerTasks', TaskId);
    await again.close();

    expect(after.calls.map(({ words }) => words)).toEqual(['bash ../octopus/bootstrap.sh']);
    expect(task?.State).toBe('Success');
  });
});
