import type { Interruption } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { readFaults } from '../faults/create.ts';
import { type FinPay, scriptStep, startFinPay, taskOf } from '../testing/finpay.ts';
import { addAgents, addByHand, deployed, onWeb, stepsOf } from '../testing/steps.ts';

const space = '/api/Spaces-1';

/** A step that fails so often, on two targets, and one after it. */
async function flaky(options: { times: number; required?: boolean }): Promise<FinPay> {
  const text = `- { match: { step: Flaky }, do: { fail: out of luck }, times: ${options.times} }`;
  const faults = readFaults({ text, file: 'faults.yaml' });
  if (!faults.ok) throw new Error('the faults of the test are no faults');
  const finpay = await startFinPay({ faults: faults.plan });
  await addAgents(finpay, 'web-1', 'web-2');
  await addByHand(finpay, [
    onWeb('Flaky', 'echo up', {}, { IsRequired: options.required ?? false }),
    onWeb('After', 'echo "after on #{Octopus.Machine.Name}"'),
  ]);
  return finpay;
}

async function answer(finpay: FinPay, taskId: string, Guidance: string): Promise<Interruption> {
  const interruption = await finpay.pendingInterruption(taskId);
  await finpay.send('PUT', `${space}/interruptions/${interruption.Id}/responsible`);
  return finpay.send('POST', `${space}/interruptions/${interruption.Id}/submit`, { Guidance, Notes: 'so be it' });
}

function choicesOf(interruption: Interruption): string[] {
  const element = interruption.Form.Elements.find(({ Name }) => Name === 'Guidance');
  return (element?.Control.Buttons ?? []).map(({ Value }) => Value);
}

describe('guided failure', () => {
  it('asks a person, while the task keeps executing and keeps its place', async () => {
    const finpay = await flaky({ times: 1 });

    const { TaskId } = await deployed(finpay, 'p', { UseGuidedFailure: true });
    const waiting = await finpay.settle(TaskId);
    const interruption = await finpay.pendingInterruption(TaskId);
    const events = await finpay.send<{ Items: { Category: string; RelatedDocumentIds: string[] }[] }>(
      'GET',
      `/api/events?regarding=${interruption.Id}`,
    );

    expect(waiting).toMatchObject({ State: 'Executing', PendingInterruptionTypes: ['GuidedFailure'] });
    expect(interruption).toMatchObject({ Type: 'GuidedFailure', Title: 'Flaky', IsPending: true });
    expect(interruption.Form.Elements[0]?.Control.Text).toContain("The step 'Flaky' failed on web-1: out of luck");
    expect(choicesOf(interruption)).toEqual(['Fail', 'Retry', 'Ignore', 'Exclude']);
    expect(events.Items[0]?.Category).toBe('GuidedFailureInterruptionRaised');
    expect(events.Items[0]?.RelatedDocumentIds[0]).toMatch(/^Deployments-/);
  });

  it.each([
    ['Retry', 'Success', false, ['Success', 'Success'], ['web-1', 'web-2']],
    ['Fail', 'Failed', true, ['Failed', 'Skipped'], []],
    ['Ignore', 'Success', true, ['SuccessWithWarning', 'Success'], ['web-1', 'web-2']],
    ['Exclude', 'Success', true, ['SuccessWithWarning', 'Success'], ['web-2']],
  ])('told to %s ends in %s', async (guidance, state, warned, statuses, afterOn) => {
    const finpay = await flaky({ times: 1 });
    const { TaskId } = await deployed(finpay, 'p', { UseGuidedFailure: true });
    await finpay.settle(TaskId);

    const answered = await answer(finpay, TaskId, guidance.toLowerCase());
    const task = await finpay.settle(TaskId);
    const log = await finpay.send<string>('GET', `/api/tasks/${TaskId}/raw`);

    expect(answered).toMatchObject({ IsPending: false, Form: { Values: { Guidance: guidance, Notes: 'so be it' } } });
    expect(task).toMatchObject({ State: state, HasWarningsOrErrors: warned, HasPendingInterruptions: false });
    expect((await stepsOf(finpay, TaskId)).map(({ Status }) => Status)).toEqual(statuses);
    expect(['web-1', 'web-2'].filter((name) => log.includes(`after on ${name}`))).toEqual(afterOn);
  });

  it('asks for every target that fails, and again after another failure', async () => {
    const finpay = await flaky({ times: 3 });
    const { TaskId } = await deployed(finpay, 'p', { UseGuidedFailure: true });
    await finpay.settle(TaskId);
    const asked = await finpay.send<{ TotalResults: number }>('GET', `${space}/interruptions?regarding=${TaskId}`);

    await answer(finpay, TaskId, 'Retry');
    await finpay.pass(5_000);
    const still = await taskOf(finpay, TaskId);
    await answer(finpay, TaskId, 'Retry');
    await finpay.pass(5_000);
    await answer(finpay, TaskId, 'Retry');

    expect(asked.TotalResults).toBe(2);
    expect(still).toMatchObject({ State: 'Executing', HasPendingInterruptions: true });
    expect(await finpay.settle(TaskId)).toMatchObject({ State: 'Success' });
  });

  it('lets nobody ignore a required step, nor answer what is not offered', async () => {
    const finpay = await flaky({ times: 1, required: true });
    const { TaskId } = await deployed(finpay, 'p', { UseGuidedFailure: true });
    await finpay.settle(TaskId);
    const interruption = await finpay.pendingInterruption(TaskId);
    const path = `${space}/interruptions/${interruption.Id}`;
    await finpay.send('PUT', `${path}/responsible`);

    expect(choicesOf(interruption)).toEqual(['Fail', 'Retry']);
    for (const wrong of [{ Guidance: 'Ignore' }, { Result: 'Proceed' }, {}]) {
      expect((await finpay.ask('POST', `${path}/submit`, wrong)).status).toBe(400);
    }
  });

  it('is asked only after the automatic retries', async () => {
    const finpay = await startFinPay();
    await addAgents(finpay, 'web-1');
    await addByHand(finpay, [
      onWeb('Break', 'exit 1', {}, { Properties: { 'Octopus.Action.AutoRetry.MaximumCount': '2' } }),
    ]);
    const { TaskId } = await deployed(finpay, 'p', { UseGuidedFailure: true });
    await finpay.settle(TaskId);

    expect(await finpay.send<string>('GET', `/api/tasks/${TaskId}/raw`)).toContain('Retry 2 of 2');
    expect(await finpay.pendingInterruption(TaskId)).toMatchObject({ Type: 'GuidedFailure' });
  });

  it('ends with the task when that is cancelled', async () => {
    const finpay = await flaky({ times: 1 });
    const { TaskId } = await deployed(finpay, 'p', { UseGuidedFailure: true });
    await finpay.settle(TaskId);
    const { Id } = await finpay.pendingInterruption(TaskId);

    await finpay.send('POST', `/api/tasks/${TaskId}/cancel`);
    await finpay.pass(5_000);

    expect(await taskOf(finpay, TaskId)).toMatchObject({ State: 'Canceled', HasPendingInterruptions: false });
    expect(await finpay.send('GET', `${space}/interruptions/${Id}`)).toMatchObject({ IsPending: false });
  });

  it.each([
    ['the project says On', { project: 'On' }, true],
    ['the environment says so', { environment: true }, true],
    ['the project says Off, whatever the environment says', { project: 'Off', environment: true }, false],
    ['nobody says so', {}, false],
    ['the command says no', { project: 'On', command: false }, false],
    ['a variable says so', { variable: 'True' }, true],
    ['a variable says no', { command: true, variable: 'False' }, false],
  ])('is on where %s: %j gives %s', async (_, given, expected) => {
    const says: { project?: string; environment?: boolean; command?: boolean; variable?: string } = given;
    const finpay = await startFinPay();
    const { development } = finpay.environments;
    const project = await addByHand(finpay, [scriptStep('Break', 'exit 1')]);
    if (says.project !== undefined) {
      await finpay.send('PUT', `${space}/projects/${project.Id}`, {
        ...project,
        DefaultGuidedFailureMode: says.project,
      });
    }
    if (says.environment) {
      const environment = await finpay.send<object>('GET', `${space}/environments/${development}`);
      await finpay.send('PUT', `${space}/environments/${development}`, { ...environment, UseGuidedFailure: true });
    }
    if (says.variable !== undefined) {
      await finpay.putVariables(project.VariableSetId, [{ Name: 'Octopus.UseGuidedFailure', Value: says.variable }]);
    }

    const more = says.command === undefined ? {} : { UseGuidedFailure: says.command };
    const { TaskId } = await deployed(finpay, 'p', more);

    expect((await finpay.settle(TaskId)).HasPendingInterruptions).toBe(expected);
  });

  it('is told by previews', async () => {
    const finpay = await startFinPay();
    await addByHand(finpay, [scriptStep('Work', 'echo hi')]);
    const project = await finpay.send<{ Id: string }>('GET', `${space}/projects/p`);
    await finpay.send('PUT', `${space}/projects/${project.Id}`, { ...project, DefaultGuidedFailureMode: 'On' });
    const release = await finpay.release('p', '1.0.0');

    const path = `${space}/releases/${release.Id}/deployments/preview/${finpay.environments.development}`;

    expect(await finpay.send('GET', path)).toMatchObject({ UseGuidedFailureModeByDefault: true });
  });
});
