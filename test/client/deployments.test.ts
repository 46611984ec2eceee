import {
  type OctopusClient,
  OctopusInvalidRequestError,
  OctopusLostAnswerError,
  type OctopusSpace,
  OctopusUnknownNameError,
} from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { type LabWorld, openLab, rejection } from './lab-client.ts';

const posts = (asked: readonly string[]) => asked.filter((each) => each.startsWith('POST'));

/** A release of a project in Development, where the server put it, and in Staging for merchant-portal's tenants too. */
async function open(name: string, project: string, plan?: string) {
  const world = await openLab(plan);
  const client = world.as('admin');
  const space = await client.space(name);
  const release = await space.releases.create({ project, version: '9.0.0' });
  await world.server.quiet();
  world.server.clock.advance(60_000);
  await world.server.quiet();
  await settled(client, space, release.id);
  world.asked.length = 0;
  return { world, client, space, release };
}

async function settled(client: OctopusClient, space: OctopusSpace, releaseId: string): Promise<void> {
  const params = { path: { spaceId: space.id, id: releaseId } };
  const deployments = await client.pages('/api/{spaceId}/releases/{id}/deployments', { params }).toArray();
  await client.tasks.wait({ taskIds: deployments.map(({ TaskId }) => TaskId) });
}

async function documentsOf(client: OctopusClient, space: OctopusSpace, ids: readonly string[]) {
  const params = { path: { spaceId: space.id }, query: { ids: [...ids] } };
  return client.pages('/api/{spaceId}/deployments', { params }).toArray();
}

describe('deploying for no tenant', () => {
  it('makes one deployment for each environment, whose tasks can be waited for', async () => {
    const { client, space } = await open('Payments', 'fraud-detector');

    const made = await space.deployments.deploy({
      project: 'fraud-detector',
      release: '9.0.0',
      environments: ['development', 'Staging'],
    });

    expect(made).toMatchObject({ how: 'created', version: '9.0.0' });
    const results = await client.tasks.wait({ taskIds: made.taskIds });
    expect(results.map(({ outcome, task }) => [outcome, task?.State])).toEqual([
      ['completed', 'Success'],
      ['completed', 'Success'],
    ]);
  });

  it('is refused with what comes close, before anything is sent, when a name is unknown', async () => {
    const { world, space } = await open('Payments', 'fraud-detector');
    const to = (environment: string, release = '9.0.0') =>
      rejection(space.deployments.deploy({ project: 'fraud-detector', release, environments: [environment] }));

    expect(await to('Stagng')).toBeInstanceOf(OctopusUnknownNameError);
    expect(await to('Stagng')).toMatchObject({ suggestions: ['Staging'] });
    expect(await to('Staging', '9.0.1')).toMatchObject({ kind: 'release' });
    expect(
      await rejection(space.deployments.deploy({ project: 'fraud-detector', release: '9.0.0', environments: [] })),
    ).toMatchObject({ problems: [{ kind: 'no-place' }] });
    expect(posts(world.asked)).toEqual([]);
  });

  it('passes on steps to skip, targets, schedule and priority', async () => {
    const { world, client, space } = await open('Payments', 'payments-api');
    const at = new Date(world.server.clock.now() + 3_600_000);
    const machines = await space.machines.all();
    const staging = await space.environments.get('Staging');
    const machine = machines.find(({ EnvironmentIds }) => EnvironmentIds.includes(staging.Id))?.Name ?? '';

    const made = await space.deployments.deploy({
      project: 'payments-api',
      release: '9.0.0',
      environments: ['Staging'],
      skipSteps: ['smoke test'],
      machines: [machine.toUpperCase()],
      schedule: { at, notAfter: new Date(at.getTime() + 600_000) },
    });

    const [deployment] = await documentsOf(
      client,
      space,
      made.deployments.map(({ deploymentId }) => deploymentId),
    );
    expect(deployment?.SkipActions).toHaveLength(1);
    expect(deployment?.SpecificMachineIds).toHaveLength(1);
    expect(Date.parse(deployment?.QueueTime ?? '')).toBe(at.getTime());
    const [before] = await client.tasks.wait({ taskIds: made.taskIds, timeoutMs: 60_000 });
    expect(before).toMatchObject({ outcome: 'timed-out', task: { State: 'Queued' } });
    const [after] = await client.tasks.wait({ taskIds: made.taskIds, pollEveryMs: 60_000 });
    expect(after).toMatchObject({ outcome: 'completed', task: { State: 'Success' } });
  });

  it('tells everything that is wrong at once', async () => {
    const { world, space } = await open('Payments', 'payments-api');

    const error = await rejection(
      space.deployments.deploy({
        project: 'payments-api',
        release: '9.0.0',
        environments: ['Staging', 'Production'],
        skipSteps: ['Smoke Tets', 'Risk Team Approval'],
        machines: ['no-such-agent'],
        variables: { Colour: 'red' },
        schedule: { at: 'tomorrow' },
        overrideFreezes: { names: ['Black Friday'], reason: ' ' },
      }),
    );

    expect(error).toBeInstanceOf(OctopusInvalidRequestError);
    expect(error).toMatchObject({ code: 'invalid-request', outcome: 'not-sent' });
    expect((error as OctopusInvalidRequestError).problems.map(({ kind, name }) => [kind, name])).toEqual([
      ['unknown-variable', 'Colour'],
      ['unknown-step', 'Smoke Tets'],
      ['required-step', 'Risk Team Approval'],
      ['unknown-machine', 'no-such-agent'],
      ['unknown-freeze', 'Black Friday'],
      ['bad-time', 'schedule.at'],
      ['no-reason', 'overrideFreezes.reason'],
    ]);
    expect((error as OctopusInvalidRequestError).hint).toContain('Did you mean "Smoke Test"?');
    expect(posts(world.asked)).toEqual([]);
  });

  it('leaves a step that would not run there to the server, whose word is last', async () => {
    const { space } = await open('Payments', 'payments-api');

    const made = await space.deployments
      .deploy({
        project: 'payments-api',
        release: '9.0.0',
        environments: ['Staging'],
        skipSteps: ['Risk Team Approval'],
      })
      .catch((error: unknown) => error);

    // The step is Production's alone, but required; the server has the last word.
    expect(made).toMatchObject({ errors: [expect.stringContaining('required')] });
  });
});

describe('prompted variables', () => {
  async function withPrompt(world: LabWorld) {
    const client = world.as('admin');
    const space = await client.space('Payments');
    const project = await space.projects.get('fraud-detector');
    const path = { spaceId: space.id, id: project.VariableSetId };
    const { data: set } = await client.api.GET('/api/{spaceId}/variables/{id}', { params: { path } });
    const prompt = { Label: 'Ticket', Description: null, Required: true, DisplaySettings: {} };
    const ask = {
      Name: 'Change.Ticket',
      Value: '',
      Type: 'String' as const,
      IsSensitive: false,
      Scope: {},
      Prompt: prompt,
    };
    await client.api.PUT('/api/{spaceId}/variables/{id}', {
      params: { path },
      body: { ...set, Variables: [...set.Variables, ask] },
    });
    await space.releases.create({ project: 'fraud-detector', version: '9.1.0' });
    world.asked.length = 0;
    return { client, space };
  }
  const where = { project: 'fraud-detector', release: '9.1.0', environments: ['Development'] } as const;

  it('are asked for by name when they are required', async () => {
    const world = await openLab();
    const { space } = await withPrompt(world);

    const error = await rejection(space.deployments.deploy(where));
    const blank = await rejection(space.deployments.deploy({ ...where, variables: { 'Change.Ticket': ' ' } }));

    for (const each of [error, blank]) {
      expect(each).toMatchObject({
        problems: [{ kind: 'missing-variable', name: 'Change.Ticket' }],
        message: expect.stringContaining('Development needs a value for the variable "Change.Ticket" ("Ticket")'),
      });
    }
    expect(posts(world.asked)).toEqual([]);
  });

  it('suggest the name that was meant', async () => {
    const { space } = await withPrompt(await openLab());

    const error = await rejection(space.deployments.deploy({ ...where, variables: { 'Change.Tickte': 'CHG-1' } }));

    expect(error).toMatchObject({
      problems: [
        { kind: 'unknown-variable', suggestions: ['Change.Ticket'] },
        { kind: 'missing-variable', name: 'Change.Ticket' },
      ],
    });
  });

  it.each(['Change.Ticket', 'change.ticket', 'Ticket'])('are given as %s', async (key) => {
    const world = await openLab();
    const { space } = await withPrompt(world);

    const made = await space.deployments.deploy({ ...where, variables: { [key]: 'CHG-1' } });

    const stored = world.server.store().get('Deployments', made.deployments[0]?.deploymentId ?? '');
    expect(stored?.PromptedValues).toEqual({ 'Change.Ticket': 'CHG-1' });
  });
});

describe('deploying for tenants', () => {
  const to = { project: 'merchant-portal', release: '9.0.0', environment: 'Development' } as const;

  it.each([
    ['named ones', { tenants: ['acme corp', 'EuroShop'] }, ['Acme Corp', 'EuroShop']],
    ['one', { tenants: ['EuroShop'] }, ['EuroShop']],
    ['all', { tenants: 'all' as const }, ['Acme Corp', 'EuroShop']],
  ])('%s makes one deployment each', async (_, tenants, names) => {
    const { client, space } = await open('Merchants', 'merchant-portal');

    const made = await space.deployments.deploy({ ...to, ...tenants });

    const ids = made.deployments.map(({ deploymentId }) => deploymentId);
    const found = await Promise.all(
      (await documentsOf(client, space, ids)).map(({ TenantId }) => space.tenants.get(TenantId ?? '')),
    );
    expect(found.map(({ Name }) => Name).sort()).toEqual(names);
  });

  it('refuses a tenant that there is not', async () => {
    const { space } = await open('Merchants', 'merchant-portal');

    expect(await rejection(space.deployments.deploy({ ...to, tenants: ['Acme'] }))).toMatchObject({
      kind: 'tenant',
      message: 'no tenant "Acme" in space "Merchants"',
    });
  });

  it('refuses to deploy for nobody, which the server would call a success', async () => {
    const { space } = await open('Merchants', 'merchant-portal');

    expect(await rejection(space.deployments.deploy({ ...to, tenants: [] }))).toMatchObject({
      problems: [{ kind: 'no-place', message: 'no tenant is named' }],
    });
  });
});

describe('a deployment whose answer gets lost', () => {
  const lost = (deed: string) => `- { match: { route: "POST /api/*/deployments/create/*/v1" }, do: ${deed}, times: 1 }`;

  it.each([
    ['for no tenant', { environments: ['Development', 'Staging'] as const }, 2, '{ drop: after }'],
    ['that is made some time later', { environments: ['Development'] as const }, 1, '{ writeLater: 5s }'],
    ['for tenants', { environment: 'Development', tenants: ['Acme Corp', 'EuroShop'] }, 2, '{ drop: after }'],
    ['for all tenants', { environment: 'Development', tenants: 'all' as const }, 2, '{ writeLater: 3s }'],
  ])('%s is found among what was not there before, and not sent again', async (_, places, count, deed) => {
    const { world, client, space } = await open('Merchants', 'merchant-portal', lost(deed));

    const made = await space.deployments.deploy({ project: 'merchant-portal', release: '9.0.0', ...places });

    expect(made.how).toBe('found-after-lost-answer');
    expect(made.deployments).toHaveLength(count);
    expect(posts(world.asked)).toHaveLength(1);
    const results = await client.tasks.wait({ taskIds: made.taskIds });
    expect(results.map(({ outcome }) => outcome)).toEqual(made.taskIds.map(() => 'completed'));
  });

  it('is an error of its own when nothing comes of it in time', async () => {
    const { world, space } = await open('Payments', 'fraud-detector', lost('{ drop: before }'));

    const error = await rejection(
      space.deployments.deploy({
        project: 'fraud-detector',
        release: '9.0.0',
        environments: ['Development'],
        settleMs: 3000,
      }),
    );

    expect(error).toBeInstanceOf(OctopusLostAnswerError);
    expect(error).toMatchObject({ found: [], hint: expect.stringContaining('Look on the server') });
    expect(posts(world.asked)).toHaveLength(1);
  });
});
