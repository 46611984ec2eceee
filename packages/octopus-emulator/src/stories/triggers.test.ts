import { describe, expect, it } from 'vitest';
import { createEmulator } from '../emulator.ts';
import { type FinPay, scriptStep, startFinPay } from '../testing/finpay.ts';

const space = '/api/Spaces-1';
const MINUTE_MS = 60_000;

interface Trigger {
  readonly Id: string;
  readonly Filter: { readonly WebhookId?: string; readonly Secret?: { readonly NewValue: string | null } };
}

/** A project that is deployed by hand: one release in Development. The clock shows 09:00 UTC on a Friday. */
async function withProject() {
  const finpay = await startFinPay();
  const lifecycle = await finpay.send<{ Id: string }>('POST', `${space}/lifecycles`, { Name: 'by hand', Phases: [] });
  const project = await finpay.createProject('web', { LifecycleId: lifecycle.Id });
  await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, [scriptStep('Work', 'echo done')]);
  const release = await finpay.release('web', '1.0.0');
  const { development, staging } = finpay.environments;
  await finpay.promote(release, development);
  const { store } = finpay.emulator.world;
  const trigger = (Filter: object, Action: object, more: object = {}) =>
    finpay.send<Trigger>('POST', `${space}/projects/web/triggers`, { Name: 'Nightly', Filter, Action, ...more });
  const places = () => store.all('Deployments').map(({ EnvironmentId, DeployedBy }) => [EnvironmentId, DeployedBy]);
  const failures = () =>
    store
      .all('Events')
      .filter(({ Category }) => Category === 'ProjectTriggerFailed')
      .map(({ Message }) => Message);
  const promote = {
    ActionType: 'DeployLatestRelease',
    SourceEnvironmentIds: [development],
    DestinationEnvironmentId: staging,
  };
  const freeze = (environmentId: string) =>
    finpay.send('POST', '/api/deploymentfreezes', {
      Name: 'Peak',
      Start: '2026-01-01T00:00:00Z',
      End: '2026-02-01T00:00:00Z',
      ProjectEnvironmentScope: { [project.Id]: [environmentId] },
    });
  return { finpay, project, release, development, staging, trigger, places, failures, promote, freeze };
}

const at = (time: string) => ({ FilterType: 'OnceDailySchedule', StartTime: `2020-01-01T${time}:00Z` });
const everyMinute = { FilterType: 'CronExpressionSchedule', CronExpression: '0 * * * * ?' };

describe('a scheduled trigger', () => {
  it('deploys the newest release of one environment to another, and leaves alone what is there already', async () => {
    const { finpay, development, staging, trigger, promote, places } = await withProject();
    const before = places();
    await trigger(everyMinute, promote);

    await finpay.pass(3 * MINUTE_MS);

    expect(before).toEqual([[development, 'admin']]);
    expect(places()).toEqual([...before, [staging, 'system']]);
  });

  it('deploys it again where it is told to', async () => {
    const { finpay, trigger, promote, places } = await withProject();
    await trigger(everyMinute, { ...promote, ShouldRedeployWhenReleaseIsCurrent: true });

    await finpay.pass(3 * MINUTE_MS);

    expect(places()).toHaveLength(1 + 3);
  });

  it('makes the next release and deploys it', async () => {
    const { finpay, development, trigger, places } = await withProject();
    await trigger(at('09:05'), { ActionType: 'DeployNewRelease', EnvironmentId: development });

    await finpay.pass(6 * MINUTE_MS);

    const versions = finpay.emulator.world.store.all('Releases').map(({ Version }) => Version);
    expect(versions).toEqual(['1.0.0', '1.0.1']);
    expect(places()).toEqual([
      [development, 'admin'],
      [development, 'system'],
    ]);
  });

  it('is hindered by a freeze, and the log says so', async () => {
    const { finpay, staging, trigger, promote, places, failures, freeze } = await withProject();
    await freeze(staging);
    await trigger(at('09:05'), promote);

    await finpay.pass(6 * MINUTE_MS);

    expect(places()).toHaveLength(1);
    expect(failures()).toEqual([
      "Trigger Nightly could not do its work: The deployment freeze 'Peak' is active in 'Staging'.",
    ]);
  });

  it.each([
    ['disabled', { IsDisabled: true }],
    ['changed to another time', { Filter: at('23:00') }],
  ])('rests once it is %s', async (_, change) => {
    const { finpay, trigger, promote, places } = await withProject();
    const made = await trigger(at('09:05'), promote);
    await finpay.send('PUT', `${space}/projecttriggers/${made.Id}`, { ...made, ...change });

    await finpay.pass(6 * MINUTE_MS);

    expect(places()).toHaveLength(1);
  });

  it('fires no more when it is deleted, or its project is disabled', async () => {
    const { finpay, project, trigger, promote, places } = await withProject();
    const made = await trigger(at('09:05'), promote);
    await trigger(at('09:05'), promote, { Name: 'Other' });
    await finpay.send('DELETE', `${space}/projecttriggers/${made.Id}`);
    const stored = await finpay.send<object>('GET', `${space}/projects/${project.Id}`);
    await finpay.send('PUT', `${space}/projects/${project.Id}`, { ...stored, IsDisabled: true });

    await finpay.pass(6 * MINUTE_MS);

    expect(places()).toHaveLength(1);
  });

  it('survives a restart, and does once what fell due meanwhile', async () => {
    const { finpay, trigger, promote, places } = await withProject();
    await trigger(at('09:05'), promote);
    const state = finpay.emulator.snapshot();
    const { clock } = finpay;
    clock.advance(10 * MINUTE_MS);
    const before = places().length;

    const restarted = await createEmulator({ state, clock });
    await settled(restarted, () => clock.advance(MINUTE_MS));

    expect(restarted.world.store.all('Deployments')).toHaveLength(2);
    expect(restarted.world.store.all('TriggerFirings')).toHaveLength(1);
    expect(before).toBeGreaterThan(0);
  });
});

async function settled(emulator: FinPay['emulator'], advance: () => void): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    advance();
    await emulator.world.background.settled();
  }
}

describe('a trigger of targets', () => {
  const targets = { FilterType: 'MachineFilter', EventGroups: ['MachineAvailableForDeployment'], Roles: ['K8S'] };
  const agent = (name: string, environmentId: string, Roles: string[]) => ({
    Name: name,
    EnvironmentIds: [environmentId],
    Roles,
    Endpoint: {
      CommunicationStyle: 'KubernetesTentacle',
      TentacleEndpointConfiguration: {
        CommunicationMode: 'Polling',
        Uri: `poll://${name}.kind-dev/`,
        Thumbprint: 'AB',
      },
    },
  });

  it('deploys what is current to a new target alone, even in a freeze, and only once', async () => {
    const { finpay, development, trigger, places, freeze } = await withProject();
    await freeze(development);
    await trigger(targets, { ActionType: 'AutoDeploy' });
    const made = await finpay.send<{ Id: string }>('POST', `${space}/machines`, agent('new', development, ['k8s']));

    await finpay.pass(2 * MINUTE_MS);

    const deployment = finpay.emulator.world.store.all('Deployments').at(-1);
    expect(places()).toHaveLength(2);
    expect(deployment).toMatchObject({
      SpecificMachineIds: [made.Id],
      DeployedBy: 'system',
      FailureEncountered: false,
    });
    expect((await finpay.settle(deployment?.TaskId ?? '')).State).toBe('Success');
  });

  it.each([
    ['without the tag', 'development', ['web']],
    ['of an environment where nothing is', 'staging', ['k8s']],
  ] as const)('leaves a target alone that is %s', async (_, environment, roles) => {
    const { finpay, trigger, places } = await withProject();
    await trigger(targets, { ActionType: 'AutoDeploy' });
    await finpay.send('POST', `${space}/machines`, agent('new', finpay.environments[environment], [...roles]));

    await finpay.pass(2 * MINUTE_MS);

    expect(places()).toHaveLength(1);
  });
});

describe('a trigger of a feed', () => {
  it('makes a release when each of its packages has a new version', async () => {
    const { finpay, project, trigger } = await withProject();
    const step = (Name: string, PackageId: string) => ({
      Name,
      Actions: [
        {
          Name,
          ActionType: 'Octopus.Script',
          Properties: { 'Octopus.Action.Script.ScriptBody': 'echo done' },
          Packages: [{ Name: '', PackageId, FeedId: 'feeds-builtin', AcquisitionLocation: 'Server' }],
        },
      ],
    });
    await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, [
      step('One', 'Acme.One'),
      step('Two', 'Acme.Two'),
    ]);
    const Packages = [{ DeploymentActionSlug: 'one' }, { DeploymentActionSlug: 'two', PackageReference: '' }];
    await trigger({ FilterType: 'FeedFilter', Packages }, { ActionType: 'CreateRelease' });
    const versions = () => finpay.emulator.world.store.all('Releases').map(({ Version }) => Version);

    await push(finpay, 'Acme.One.2.0.0.zip');
    await finpay.pass(MINUTE_MS);
    const early = versions();
    await push(finpay, 'Acme.Two.3.0.0.zip');
    await finpay.pass(MINUTE_MS);

    expect(early).toEqual(['1.0.0']);
    expect(versions()).toEqual(['1.0.0', '1.0.1']);
    expect(
      finpay.emulator.world.store
        .all('Releases')
        .at(-1)
        ?.SelectedPackages.map(({ Version }) => Version),
    ).toEqual(['2.0.0', '3.0.0']);
  });
});

async function push({ emulator }: FinPay, name: string): Promise<void> {
  const form = new FormData();
  form.append('file', new Blob(['content']), name);
  const headers = { 'X-Octopus-ApiKey': emulator.administratorKey };
  const response = await emulator.fetch(
    new Request('http://octopus/api/packages/raw', { method: 'POST', body: form, headers }),
  );
  expect(response.status).toBe(201);
}

describe('a webhook', () => {
  async function withWebhook(filter: object) {
    const parts = await withProject();
    const { finpay, project, development } = parts;
    const runbook = await finpay.send<{ Id: string; RunbookProcessId: string }>('POST', `${space}/runbooks`, {
      Name: 'Restart',
      ProjectId: project.Id,
    });
    await finpay.putProcess(`runbookProcesses/${runbook.RunbookProcessId}`, [scriptStep('Restart', 'echo restarted')]);
    await finpay.send('POST', `${space}/runbookSnapshots?publish=true`, {
      RunbookId: runbook.Id,
      ProjectId: project.Id,
    });
    const action = { ActionType: 'RunRunbook', RunbookId: runbook.Id, EnvironmentIds: [development] };
    const made = await parts.trigger({ FilterType: 'WebhookFilter', ...filter }, action);
    const call = async (headers: Record<string, string>) => {
      const request = new Request(`http://octopus${space}/webhook/${made.Filter.WebhookId}`, {
        method: 'POST',
        headers,
        body: '{"reason":"disk"}',
      });
      const response = await finpay.emulator.fetch(request);
      return { status: response.status, body: await response.text() };
    };
    const runs = () => finpay.emulator.world.store.all('RunbookRuns').map(({ DeployedBy }) => DeployedBy);
    return { ...parts, made, call, runs };
  }

  it('runs a runbook for whoever knows its secret, which no answer tells', async () => {
    const { finpay, made, call, runs } = await withWebhook({ Secret: { HasValue: true, NewValue: 'open sesame' } });

    const refused = await call({ 'X-Octopus-Webhook-Secret': 'open barley' });
    const taken = await call({ 'X-Octopus-Webhook-Secret': 'open sesame' });
    await finpay.pass(MINUTE_MS);

    expect(made.Filter.Secret).toEqual({ HasValue: true, NewValue: null, Hint: null });
    expect([refused.status, taken]).toEqual([401, { status: 200, body: '' }]);
    expect(runs()).toEqual(['system']);
    const told = finpay.emulator.world.store.all('Events').filter(({ Category }) => Category === 'WebhookRejected');
    expect(told).toHaveLength(1);
  });

  it('runs it as the owner of a key, who may run it', async () => {
    const { finpay, call, runs } = await withWebhook({ RequireApiKey: true });

    const nobody = await call({});
    const dora = await call({ 'X-Octopus-ApiKey': finpay.keyOf('dora') });
    const admin = await call({ 'X-Octopus-ApiKey': finpay.emulator.administratorKey });
    await finpay.pass(MINUTE_MS);

    expect([nobody.status, dora.status, admin.status]).toEqual([401, 403, 200]);
    expect(dora.body).toContain('RunbookRunCreate');
    expect(runs()).toEqual(['admin']);
  });

  it('takes 60 calls at once, and no more', async () => {
    const { call } = await withWebhook({ Secret: { HasValue: true, NewValue: 'open sesame' } });
    const statuses: number[] = [];
    for (let time = 0; time < 61; time += 1)
      statuses.push((await call({ 'X-Octopus-Webhook-Secret': 'open sesame' })).status);

    expect([statuses.filter((status) => status === 200).length, statuses.at(-1)]).toEqual([60, 429]);
  });

  it('is not found where there is none, and other addresses still want a key', async () => {
    const { finpay } = await withWebhook({ RequireApiKey: true });
    const statusOf = async (path: string) =>
      (await finpay.emulator.fetch(new Request(`http://octopus${path}`, { method: 'POST' }))).status;

    expect(await statusOf(`${space}/webhook/unknown`)).toBe(404);
    expect(await statusOf(`${space}/environments`)).toBe(401);
    expect(await statusOf(`${space}/nothing`)).toBe(401);
  });
});

describe('a trigger as written', () => {
  it.each([
    [{ FilterType: 'CronExpressionSchedule', CronExpression: 'often' }, {}, 'has not the 6 or 7 fields'],
    [{ ...at('09:00'), Timezone: 'Mars/Olympus' }, {}, 'is no time zone'],
    [{ FilterType: 'Sometimes' }, {}, 'FilterType'],
    [
      { FilterType: 'MachineFilter', EventCategories: ['Boom'] },
      { ActionType: 'AutoDeploy' },
      "no event category 'Boom'",
    ],
    [{ FilterType: 'WebhookFilter' }, {}, 'every call must be authenticated'],
    [at('09:00'), { DestinationEnvironmentId: 'Environments-99' }, "The environment 'Environments-99' does not exist"],
    [at('09:00'), { ActionType: 'CreateRelease' }, 'cannot create a release'],
  ])('%j is refused', async (filter, change, why) => {
    const { finpay, promote } = await withProject();

    const { status, body } = await finpay.ask('POST', `${space}/projects/web/triggers`, {
      Name: 'Wrong',
      Filter: filter,
      Action: { ...promote, ...change },
    });

    expect([status, body.Errors.join(' ')]).toEqual([400, expect.stringContaining(why)]);
  });
});
