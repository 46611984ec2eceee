import { describe, expect, expectTypeOf, it } from 'vitest';
import type { OctopusClient } from './client.ts';
import type { OctopusErrorCode } from './errors/octopus-error.ts';
import type { DeploymentId, ProjectId, ReleaseId, ServerTaskId } from './ids/kinds.ts';
import type { OctopusSpace } from './space/open-space.ts';
import type { Deployment, Environment, Interruption, Project, Release, ServerTask } from './wire-types.ts';

// Never called: what is tested is whether it compiles.
declare const client: OctopusClient;
declare const space: OctopusSpace;
declare const project: Project;
declare const environment: Environment;
declare const deployment: Deployment;
declare const task: ServerTask;

const what = { project: 'payments-api', release: '1.2.0' } as const;

describe('where something is deployed', () => {
  it('is to environments, or to one environment for tenants', () => {
    const accepted = [
      () => space.deployments.deploy({ ...what, environments: ['Staging', 'Production'] }),
      () => space.deployments.deploy({ ...what, environment: 'Staging', tenants: ['Acme Corp'] }),
      () => space.deployments.deploy({ ...what, environment: 'Staging', tenants: 'all' }),
      () => space.deployments.deploy({ ...what, environment: 'Staging', tenantTags: ['Tier/Gold'] }),
      () =>
        space.deployments.deploy({
          ...what,
          environment: 'Staging',
          tenants: ['Acme Corp'],
          tenantTags: ['Tier/Gold'],
        }),
      () => space.runbooks.run({ project: 'x', runbook: 'y', environment: 'Staging', tenants: 'all' }),
    ];

    expectTypeOf(accepted).toBeArray();
  });

  it('is never both, and never nowhere', () => {
    const refused = [
      // @ts-expect-error tenants and no tenant at once
      () => space.deployments.deploy({ ...what, environments: ['Staging'], tenants: ['Acme Corp'] }),
      // @ts-expect-error tags and no tenant at once
      () => space.deployments.deploy({ ...what, environments: ['Staging'], tenantTags: ['Tier/Gold'] }),
      // @ts-expect-error one environment and many
      () => space.deployments.deploy({ ...what, environment: 'Staging', environments: ['Staging'], tenants: 'all' }),
      // @ts-expect-error an environment for whom?
      () => space.deployments.deploy({ ...what, environment: 'Staging' }),
      // @ts-expect-error nowhere
      () => space.deployments.deploy(what),
      // @ts-expect-error nowhere
      () => space.runbooks.run({ project: 'x', runbook: 'y' }),
      // @ts-expect-error many environments for tenants
      () => space.deployments.deploy({ ...what, environment: ['Staging'], tenants: 'all' }),
    ];

    expectTypeOf(refused).toBeArray();
  });
});

it('what is required has to be there, and what is misspelt is told', () => {
  const refused = [
    // @ts-expect-error no project
    () => space.releases.create({ version: '1.0.0' }),
    // @ts-expect-error no release
    () => space.deployments.deploy({ project: 'x', environments: ['Staging'] }),
    // @ts-expect-error no reason
    () => space.deployments.deploy({ ...what, environments: ['x'], overrideFreezes: { names: ['Black Friday'] } }),
    // @ts-expect-error an end without a beginning
    () => space.deployments.deploy({ ...what, environments: ['x'], schedule: { notAfter: new Date() } }),
    // @ts-expect-error a number is no value of a variable
    () => space.deployments.deploy({ ...what, environments: ['x'], variables: { Replicas: 3 } }),
    // @ts-expect-error no such option
    () => space.deployments.deploy({ ...what, environments: ['x'], skipStep: ['Smoke Test'] }),
    // @ts-expect-error no such word
    () => space.releases.create({ project: 'x', ifExists: 'ignore' }),
    // @ts-expect-error no tasks
    () => client.tasks.wait({ timeoutMs: 1000 }),
  ];

  expectTypeOf(refused).toBeArray();
});

describe('an id of the wrong kind', () => {
  it('is not taken, a plain string is', () => {
    const calls = [
      () => client.tasks.cancel(deployment.TaskId),
      () => client.tasks.cancel('ServerTasks-1'),
      // @ts-expect-error a deployment is not its task
      () => client.tasks.cancel(deployment.Id),
      // @ts-expect-error nor in a list
      () => client.tasks.wait({ taskIds: [deployment.Id] }),
      () => space.channels(project.Id),
      // @ts-expect-error an environment has no channels
      () => space.channels(environment.Id),
      // @ts-expect-error an environment has no runbooks
      () => space.runbooks(environment.Id),
      // @ts-expect-error a task is not an interruption
      () => client.interruptions.answer({ spaceId: space.id, interruptionId: task.Id, result: 'Proceed' }),
    ];

    expectTypeOf(calls).toBeArray();
  });

  it('does not come out either', () => {
    type Deployed = Awaited<ReturnType<typeof space.deployments.deploy>>;
    type Created = Awaited<ReturnType<typeof space.releases.create>>;

    expectTypeOf<Deployed['taskIds'][number]>().toEqualTypeOf<ServerTaskId>();
    expectTypeOf<Deployed['deployments'][number]['deploymentId']>().toEqualTypeOf<DeploymentId>();
    expectTypeOf<Created['id']>().toEqualTypeOf<ReleaseId>();
    expectTypeOf<Created['how']>().toEqualTypeOf<'created' | 'found-after-lost-answer' | 'existed'>();
    expectTypeOf<Deployed['how']>().toEqualTypeOf<'created' | 'found-after-lost-answer'>();
  });
});

it('an answer is a result or guidance, never both or none', () => {
  const ref = { spaceId: 'Spaces-1', interruptionId: 'Interruptions-1' };
  const calls = [
    () => client.interruptions.answer({ ...ref, result: 'Abort' }),
    () => client.interruptions.answer({ ...ref, guidance: 'Exclude' }),
    // @ts-expect-error none
    () => client.interruptions.answer(ref),
    // @ts-expect-error both
    () => client.interruptions.answer({ ...ref, result: 'Proceed', guidance: 'Retry' }),
    // @ts-expect-error guidance is not a result
    () => client.interruptions.answer({ ...ref, result: 'Retry' }),
  ];

  expectTypeOf(calls).toBeArray();
});

describe('a collection', () => {
  const inSpace = { params: { path: { spaceId: 'Spaces-1' } } };

  it('has the items of its path', () => {
    const releases = () => client.pages('/api/{spaceId}/releases', inSpace);
    const tasks = () => client.pages('/api/tasks', {});

    expectTypeOf<Awaited<ReturnType<ReturnType<typeof releases>['toArray']>>>().toEqualTypeOf<Release[]>();
    expectTypeOf<Awaited<ReturnType<ReturnType<typeof tasks>['first']>>>().toEqualTypeOf<ServerTask | undefined>();
  });

  it('is at a path that there is, with the filters that it has', () => {
    const calls = [
      () =>
        client.pages('/api/{spaceId}/interruptions', { params: { ...inSpace.params, query: { pendingOnly: true } } }),
      // @ts-expect-error no such path
      () => client.pages('/api/{spaceId}/nothing', inSpace),
      // @ts-expect-error not a collection of pages
      () => client.pages('/api/{spaceId}/projects/all', inSpace),
      // @ts-expect-error no such filter
      () => client.pages('/api/{spaceId}/interruptions', { params: { ...inSpace.params, query: { pending: true } } }),
      // @ts-expect-error no space
      () => client.pages('/api/{spaceId}/releases', {}),
    ];

    expectTypeOf(calls).toBeArray();
  });
});

it('what may be null has to be looked at', () => {
  const read = [
    // @ts-expect-error a task that has not begun
    () => task.StartTime.length,
    // @ts-expect-error a deployment for no tenant
    () => deployment.TenantId.length,
    // @ts-expect-error nobody is responsible
    (interruption: Interruption) => interruption.ResponsibleUserId.length,
    // @ts-expect-error a release that there is not
    async () => (await space.releases.find('x', '1.0.0')).Version,
    // @ts-expect-error a project that there is not
    async () => (await space.projects.find('x')).Id satisfies ProjectId,
    // @ts-expect-error a task that succeeded
    async () => (await client.tasks.failure('ServerTasks-1')).line,
  ];

  expectTypeOf(read).toBeArray();
});

it('only a wait that came to an end has a task for sure', () => {
  type Result = Awaited<ReturnType<typeof client.tasks.wait>>[number];
  const read = [
    (result: Result) => (result.outcome === 'completed' || result.outcome === 'interrupted' ? result.task.State : ''),
    // @ts-expect-error it may never have been seen
    (result: Result) => (result.outcome === 'timed-out' ? result.task.State : ''),
    // @ts-expect-error there is none
    (result: Result) => (result.outcome === 'missing' ? result.task.State : ''),
  ];

  expectTypeOf(read).toBeArray();
});

it('a reader of error codes is told when one is missing', () => {
  // A new code breaks this object, and so shows which readers have to learn it.
  const meanings: Record<OctopusErrorCode, string> = {
    auth: 'the key is not known',
    permission: 'the key may not',
    'not-found': 'there is none',
    conflict: 'somebody else changed it, or it exists',
    validation: 'a rule of the server is broken',
    'rate-limited': 'too many requests',
    'server-error': 'the server failed',
    unreachable: 'no answer',
    'bad-answer': 'not an Octopus server',
    'unknown-name': 'nothing is called so',
    'invalid-request': 'it was not sent',
    'lost-answer': 'look before asking again',
    'answered-by-another': 'somebody was faster',
  };

  expect(Object.keys(meanings)).toHaveLength(13);
});
