import type { components } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { readFaults } from '../faults/create.ts';
import type { FaultPlan } from '../faults/plan.ts';
import { type FinPay, manualStep, scriptStep, startFinPay, taskOf } from '../testing/finpay.ts';
import { addAgents, addByHand, addTentacle, deployed, onWeb, stepsOf } from '../testing/steps.ts';

type Activity = components['schemas']['Activity'];

const space = '/api/Spaces-1';

function faultsOf(text: string): FaultPlan {
  const read = readFaults({ text, file: 'faults.yaml' });
  if (!read.ok) throw new Error('the faults of the test are no faults');
  return read.plan;
}

/** Seconds from the task's start to a part's begin and end. */
function span(task: { StartTime: string | null }, part: Activity | undefined): [number, number] {
  const start = Date.parse(task.StartTime ?? '');
  const at = (time: string | null | undefined) => Math.round((Date.parse(time ?? '') - start) / 1_000);
  return [at(part?.Started), at(part?.Ended)];
}

const raw = (finpay: FinPay, taskId: string) => finpay.send<string>('GET', `/api/tasks/${taskId}/raw`);

describe('steps', () => {
  it('that start with the previous one run beside it, and the next waits for all of them', async () => {
    const finpay = await startFinPay();
    const beside = { StartTrigger: 'StartWithPrevious' };
    await addByHand(finpay, [
      scriptStep('Long', 'sleep 60'),
      scriptStep('Short', 'sleep 20', beside),
      scriptStep('Last', 'echo last'),
    ]);

    const { TaskId } = await deployed(finpay);
    const task = await finpay.settle(TaskId);
    const [long, short, last] = (await stepsOf(finpay, TaskId)).map((step) => span(task, step));

    expect(long).toEqual([0, 60]);
    expect(short).toEqual([0, 20]);
    expect(last?.[0]).toBe(60);
  });

  it('run on all targets at once, each with its own log', async () => {
    const finpay = await startFinPay();
    await addAgents(finpay, 'web-1', 'web-2', 'web-3');
    await addByHand(finpay, [onWeb('Work', 'sleep 30\necho "on #{Octopus.Machine.Name}"')]);

    const { TaskId } = await deployed(finpay);
    const task = await finpay.settle(TaskId);
    const [step] = await stepsOf(finpay, TaskId);

    expect(span(task, step)).toEqual([0, 30]);
    expect(step?.Children.map(({ Name, Status }) => [Name, Status])).toEqual([
      ['web-1', 'Success'],
      ['web-2', 'Success'],
      ['web-3', 'Success'],
    ]);
    expect(step?.Children[2]?.LogElements.map(({ MessageText }) => MessageText)).toContain('on web-3');
  });

  it('with a window take so many targets at a time, and stop at the first that fails', async () => {
    const finpay = await startFinPay();
    await addAgents(finpay, 'web-1', 'web-2', 'web-3', 'web-4');
    const script = '[ "#{Octopus.Machine.Name}" != "web-2" ] || exit 1\nsleep 30';
    await addByHand(finpay, [onWeb('Roll', script, { 'Octopus.Action.MaxParallelism': '2' })]);

    const { TaskId } = await deployed(finpay);
    const task = await finpay.settle(TaskId);
    const [step] = await stepsOf(finpay, TaskId);

    expect(task.State).toBe('Failed');
    expect(step?.Children.map(({ Status }) => Status)).toEqual(['Success', 'Failed', 'Pending', 'Pending']);
  });

  it('take targets one after another when a variable says so', async () => {
    const finpay = await startFinPay();
    await addAgents(finpay, 'web-1', 'web-2');
    const project = await addByHand(finpay, [onWeb('Work', 'sleep 30')]);
    await finpay.putVariables(project.VariableSetId, [{ Name: 'Octopus.Action.MaxParallelism', Value: '1' }]);

    const { TaskId } = await deployed(finpay);
    const task = await finpay.settle(TaskId);

    expect(span(task, (await stepsOf(finpay, TaskId))[0])[1]).toBeGreaterThanOrEqual(60);
  });

  it('hand on what they put out, and hide what is secret', async () => {
    const finpay = await startFinPay();
    await addAgents(finpay, 'web-1', 'web-2');
    await addByHand(finpay, [
      onWeb(
        'Make',
        'set_octopusvariable "Url" "http://#{Octopus.Machine.Name}"\nset_octopusvariable Key hunter22 -sensitive',
      ),
      scriptStep(
        'Use',
        'echo "one #{Octopus.Action[Make].Output[web-1].Url}"\nU=$(get_octopusvariable "Octopus.Action[Make].Output.Url")\necho "last $U"\necho "key #{Octopus.Action[Make].Output.Key}"\necho "made #{Octopus.Step[Make].Status.Code}"',
      ),
    ]);

    const { TaskId } = await deployed(finpay);
    await finpay.settle(TaskId);
    const log = await raw(finpay, TaskId);

    expect(log).toContain('one http://web-1');
    expect(log).toContain('last http://web-2');
    expect(log).toContain('made Succeeded');
    expect(log).toContain('key *****');
    expect(log).not.toContain('hunter22');
  });

  it('are tried again as often as they say, after a while', async () => {
    const finpay = await startFinPay({
      faults: faultsOf('- { match: { step: Flaky }, do: fail, times: 2 }'),
    });
    const retries = { 'Octopus.Action.AutoRetry.MaximumCount': '3', 'Octopus.Action.AutoRetry.MinimumBackoff': '20' };
    await addAgents(finpay, 'web-1');
    await addByHand(finpay, [onWeb('Flaky', 'echo up', {}, { Properties: retries })]);

    const { TaskId } = await deployed(finpay);
    const task = await finpay.settle(TaskId);
    const log = await raw(finpay, TaskId);

    expect(task.State).toBe('Success');
    expect(log).toContain('Retry 1 of 3 in 20 seconds.');
    expect(log).toContain('Retry 2 of 3 in 40 seconds.');
    expect(span(task, (await stepsOf(finpay, TaskId))[0])[1]).toBeGreaterThanOrEqual(60);
  });

  it('are stopped when they take too long', async () => {
    const finpay = await startFinPay();
    await addAgents(finpay, 'web-1');
    await addByHand(finpay, [
      onWeb('Slow', 'sleep 300\necho never', {}, { Properties: { 'Octopus.Action.ExecutionTimeout.Minutes': '2' } }),
    ]);

    const { TaskId } = await deployed(finpay);
    const task = await finpay.settle(TaskId);

    expect(task).toMatchObject({ State: 'Failed' });
    expect(task.ErrorMessage).toContain('it took longer than 2 minutes');
    expect(span(task, (await stepsOf(finpay, TaskId))[0])).toEqual([0, 120]);
    expect(await raw(finpay, TaskId)).not.toContain('never\n');
  });

  it('that warn end well, and the task says that there were warnings', async () => {
    const finpay = await startFinPay();
    await addByHand(finpay, [scriptStep('Warn', 'write_warning "careful"')]);

    const { TaskId } = await deployed(finpay);

    expect(await finpay.settle(TaskId)).toMatchObject({ State: 'Success', HasWarningsOrErrors: true });
    expect((await stepsOf(finpay, TaskId))[0]?.Status).toBe('SuccessWithWarning');
  });

  it('keep the task at work while a person is asked beside them, and give up its place afterwards', async () => {
    const finpay = await startFinPay();
    await addByHand(finpay, [
      scriptStep('Long', 'sleep 60'),
      { ...Object(manualStep('Ask')), StartTrigger: 'StartWithPrevious' },
      scriptStep('Last', 'echo last'),
    ]);

    const { TaskId } = await deployed(finpay);
    await finpay.pass(10_000);
    const during = await taskOf(finpay, TaskId);
    await finpay.pass(60_000);
    const after = await taskOf(finpay, TaskId);
    const { Id } = await finpay.pendingInterruption(TaskId);
    await finpay.send('PUT', `${space}/interruptions/${Id}/responsible`);
    await finpay.send('POST', `${space}/interruptions/${Id}/submit`, { Result: 'Proceed' });

    expect(during).toMatchObject({ State: 'Executing', HasPendingInterruptions: true });
    expect(after).toMatchObject({ State: 'Queued', PendingInterruptionTypes: ['ManualIntervention'] });
    expect(await finpay.settle(TaskId)).toMatchObject({ State: 'Success', PendingInterruptionTypes: [] });
  });

  it('stop at once when the task is cancelled', async () => {
    const finpay = await startFinPay();
    await addByHand(finpay, [
      scriptStep('Long', 'sleep 60\necho never'),
      scriptStep('Beside', 'sleep 90', { StartTrigger: 'StartWithPrevious' }),
    ]);
    const { TaskId } = await deployed(finpay);
    await finpay.pass(10_000);

    await finpay.send('POST', `/api/tasks/${TaskId}/cancel`);
    await finpay.pass(120_000);

    expect(await taskOf(finpay, TaskId)).toMatchObject({ State: 'Canceled' });
    expect((await stepsOf(finpay, TaskId)).map(({ Status }) => Status)).toEqual(['Canceled', 'Canceled']);
  });

  it.each([
    ['one after another', false, 121],
    ['beside each other when both projects bypass the mutex', true, 60],
  ])('of two projects work on a Tentacle %s', async (_, bypass, seconds) => {
    const finpay = await startFinPay();
    await addTentacle(finpay, 'shared');
    const tasks: string[] = [];
    for (const name of ['first', 'second']) {
      const project = await addByHand(finpay, [onWeb('Work', 'sleep 60')], name);
      const variables = bypass ? [{ Name: 'OctopusBypassDeploymentMutex', Value: 'True' }] : [];
      await finpay.putVariables(project.VariableSetId, variables);
      tasks.push((await deployed(finpay, name)).TaskId);
    }
    const [first = '', second = ''] = tasks;

    const started = (await finpay.settle(first)).StartTime;
    await finpay.settle(second);
    const [step] = await stepsOf(finpay, second);

    expect(span({ StartTime: started }, step)[1]).toBe(seconds);
    expect((await raw(finpay, second)).includes('Waiting until shared is free')).toBe(!bypass);
  });

  it('never tell a secret, be it a value, an answer to a prompt or a property', async () => {
    const finpay = await startFinPay();
    const project = await addByHand(finpay, [
      {
        Name: 'Say',
        Actions: [
          {
            Name: 'Say',
            ActionType: 'Octopus.Script',
            Properties: {
              'Octopus.Action.Script.Syntax': 'Bash',
              'Octopus.Action.Script.ScriptBody': 'echo "#{Stored} and #{Asked} and #{Short}"\nexit 1',
            },
          },
        ],
      },
    ]);
    const Prompt = { Label: 'Asked', Description: '', Required: true, DisplaySettings: {} };
    await finpay.putVariables(project.VariableSetId, [
      { Name: 'Stored', Value: 'sesame-open', IsSensitive: true },
      { Name: 'Asked', Value: '', IsSensitive: true, Prompt },
      { Name: 'Short', Value: 'abc', IsSensitive: true },
    ]);

    const { TaskId } = await deployed(finpay, 'p', { FormValues: { Asked: 'sesame-asked' } });
    await finpay.settle(TaskId);
    const log = await raw(finpay, TaskId);

    expect(log).toContain('***** and ***** and abc');
    expect(log).not.toContain('sesame');
    expect(JSON.stringify(await finpay.send('GET', `${space}/deployments/Deployments-1`))).not.toContain(
      'sesame-asked',
    );
  });
});
