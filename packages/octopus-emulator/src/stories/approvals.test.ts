import type { ServerTask } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { decisionOf, joinedRule, policyApplies, refusalOf } from '../approvals/rules.ts';
import type { ApprovalPolicyDocument } from '../approvals/state.ts';
import { scriptStep, startFinPay } from '../testing/finpay.ts';

const space = '/api/Spaces-1';
const MINUTE_MS = 60_000;

const policy: ApprovalPolicyDocument = {
  Id: 'ApprovalPolicies-1',
  SpaceId: 'Spaces-1',
  Name: 'Production',
  Description: null,
  ScopingStrategy: 'Id',
  TagScopes: [],
  IdScopes: [{ Id: 'a', ProjectId: 'Projects-1', EnvironmentIds: ['Environments-1'] }],
  MinimumApproversRequired: 1,
  AllowSelfApproval: false,
  IsDisabled: false,
  ApprovingUserIds: [],
  ApprovingTeamIds: [],
};
const tagged = {
  ...policy,
  ScopingStrategy: 'Tag' as const,
  TagScopes: [{ Id: 'b', ProjectTags: ['Tier/Gold'], EnvironmentTags: [] }],
};
const place = {
  spaceId: 'Spaces-1',
  projectId: 'Projects-1',
  projectTags: [],
  environmentId: 'Environments-1',
  environmentTags: [],
};

describe('an approval policy', () => {
  it.each([
    ['its project and environment', policy, {}, true],
    ['another environment', policy, { environmentId: 'Environments-2' }, false],
    [
      'every environment, where it names none',
      { ...policy, IdScopes: [{ Id: 'a', ProjectId: 'Projects-1', EnvironmentIds: [] }] },
      { environmentId: 'Environments-2' },
      true,
    ],
    ['another space', policy, { spaceId: 'Spaces-2' }, false],
    ['anything, while it is disabled', { ...policy, IsDisabled: true }, {}, false],
    ['a project with its tag', tagged, { projectTags: ['tier/gold'] }, true],
    ['a project without its tag', tagged, {}, false],
    [
      'anything, by tags it does not name',
      { ...tagged, TagScopes: [{ Id: 'b', ProjectTags: [], EnvironmentTags: [] }] },
      {},
      false,
    ],
  ] as const)('holds for %s or not', (_, candidate, more, expected) => {
    expect(policyApplies(candidate, { ...place, ...more })).toBe(expected);
  });

  it('is joined with others: the most approvers, and everyone whom one names', () => {
    const other = { ...policy, MinimumApproversRequired: 3, AllowSelfApproval: true, ApprovingTeamIds: ['Teams-1'] };

    expect(joinedRule([policy, other])).toEqual({
      MinimumApproversRequired: 3,
      AllowSelfApproval: false,
      ApprovingUserIds: [],
      ApprovingTeamIds: ['Teams-1'],
    });
    expect(joinedRule([])).toBeUndefined();
  });

  it.each([
    [['Approved'], 'Pending'],
    [['Approved', 'Approved'], 'Approved'],
    [['Approved', 'Approved', 'Rejected'], 'Rejected'],
  ] as const)('of two approvers takes %j for %s', (votes, expected) => {
    expect(
      decisionOf(
        { ...policy, MinimumApproversRequired: 2 },
        votes.map((Status) => ({ Status })),
      ),
    ).toBe(expected);
  });

  it.each([
    [{}, 'Users-1', 'self'],
    [{ AllowSelfApproval: true }, 'Users-1', undefined],
    [{}, 'Users-2', undefined],
    [{ ApprovingUserIds: ['Users-3'] }, 'Users-2', 'notNamed'],
    [{ ApprovingTeamIds: ['Teams-1'] }, 'Users-2', undefined],
  ])('%j lets %s decide unless %s', (more, userId, expected) => {
    expect(refusalOf({ ...policy, ...more }, { userId, teamIds: ['Teams-1'], makerId: 'Users-1' })).toBe(expected);
  });
});

interface Approval {
  readonly Id: string;
  readonly ServerTaskId: string;
  readonly ChangeRequest: {
    readonly Id: string;
    readonly Active: boolean;
    readonly ChangeRequestApprovalState: string;
  };
}

/** A release whose way to Development somebody of the Risk Team must approve: `rita` is in it. */
async function withPolicy(more: object = {}) {
  const finpay = await startFinPay();
  const lifecycle = await finpay.send<{ Id: string }>('POST', `${space}/lifecycles`, { Name: 'by hand', Phases: [] });
  const project = await finpay.createProject('web', { LifecycleId: lifecycle.Id });
  await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, [scriptStep('Work', 'echo done')]);
  const release = await finpay.release('web', '1.0.0');
  const { development } = finpay.environments;
  await finpay.send('POST', `${space}/approvalpolicies`, {
    Name: 'Careful',
    ScopingStrategy: 'Id',
    IdScopes: [{ ProjectId: project.Id, EnvironmentIds: [development] }],
    MinimumApproversRequired: 1,
    ApprovingTeamIds: [finpay.riskTeamId],
    ...more,
  });
  const deployment = await finpay.deploy(release, development);
  const taskOf = () => finpay.send<ServerTask>('GET', `/api/tasks/${deployment.TaskId}`);
  const approvals = async () => (await finpay.send<{ Items: Approval[] }>('GET', `${space}/servertaskapprovals`)).Items;
  const [approval] = await approvals();
  const path = `${space}/servertaskapprovals/${approval?.Id}/approvals`;
  const vote = (username: string, Status: string) =>
    finpay.ask('POST', path, { ServerTaskApprovalId: approval?.Id, Status, Notes: 'looked' }, finpay.keyOf(username));
  const detail = async () =>
    (await finpay.send<{ Resource: object | null }>('GET', `${space}/tasks/${deployment.TaskId}/servertaskapproval`))
      .Resource;
  return { finpay, release, development, deployment, taskOf, approvals, approval, path, vote, detail };
}

describe('a deployment that needs an approval', () => {
  it('waits in the queue until it is approved', async () => {
    const { finpay, taskOf, approval, vote, detail, deployment } = await withPolicy();
    await finpay.pass(10 * MINUTE_MS);
    const waiting = await taskOf();

    const { status } = await vote('rita', 'Approved');

    expect(waiting).toMatchObject({
      State: 'Queued',
      HasPendingPreconditions: true,
      PendingPreconditionTypes: ['Approval'],
    });
    expect(approval).toMatchObject({
      ServerTaskId: deployment.TaskId,
      ApprovalProviderId: 'octopus',
      ChangeRequest: { Active: true, ChangeRequestApprovalState: 'PreApproval' },
    });
    expect(status).toBe(201);
    expect(await detail()).toMatchObject({
      ApprovalState: 'Approved',
      ApprovalsCount: 1,
      ApprovingTeams: [{ DisplayName: 'Risk Team' }],
    });
    expect((await finpay.settle(deployment.TaskId)).State).toBe('Success');
  });

  it('is cancelled when it is rejected', async () => {
    const { finpay, taskOf, approvals, vote } = await withPolicy();

    await vote('rita', 'Rejected');

    expect(await taskOf()).toMatchObject({ State: 'Canceled', HasPendingPreconditions: false });
    expect((await approvals())[0]?.ChangeRequest).toMatchObject({
      Active: false,
      ChangeRequestApprovalState: 'PostApproval',
    });
    expect((await vote('rita', 'Approved')).status).toBe(400);
    await finpay.pass(MINUTE_MS);
    expect((await taskOf()).State).toBe('Canceled');
  });

  it('is decided by those whom the policy names, once each, and not by who made it', async () => {
    const { vote } = await withPolicy({ MinimumApproversRequired: 2 });
    const open = await withPolicy({ ApprovingTeamIds: [] });

    expect((await vote('dora', 'Approved')).status).toBe(403);
    expect((await vote('rita', 'Approved')).status).toBe(201);
    expect((await vote('rita', 'Approved')).body.Errors).toEqual([
      'You have decided about this change already: change your decision instead.',
    ]);
    expect((await open.vote('admin', 'Approved')).body.ErrorMessage).toContain('made the deployment');
  });

  it('lets people change their mind until it is decided', async () => {
    const { finpay, path, taskOf, vote } = await withPolicy({ MinimumApproversRequired: 2 });
    const made = await vote('rita', 'Approved');
    const id = Object(made.body).Id;
    const rejected = { Status: 'Rejected', Notes: 'on second thoughts' };

    const others = await finpay.ask('PUT', `${path}/${id}`, rejected);
    const own = await finpay.ask('PUT', `${path}/${id}`, rejected, finpay.keyOf('rita'));

    expect([others.status, own.status]).toEqual([403, 200]);
    expect((await taskOf()).State).toBe('Canceled');
  });

  it('shares the decision with other tasks of the same change, and no longer once they have ended', async () => {
    const { finpay, release, development, deployment, approvals, vote } = await withPolicy();
    const second = await finpay.deploy(release, development);
    const [one, other] = await approvals();

    await vote('rita', 'Approved');
    const done = [await finpay.settle(deployment.TaskId), await finpay.settle(second.TaskId)];
    const third = await finpay.deploy(release, development);
    await finpay.pass(MINUTE_MS);

    expect(one?.ChangeRequest.Id).toBe(other?.ChangeRequest.Id);
    expect(done.map(({ State }) => State)).toEqual(['Success', 'Success']);
    expect((await finpay.send<ServerTask>('GET', `/api/tasks/${third.TaskId}`)).State).toBe('Queued');
  });

  it('can be cancelled while it waits, and asks for nothing elsewhere', async () => {
    const { finpay, deployment, taskOf, detail } = await withPolicy();
    await finpay.send('POST', `/api/tasks/${deployment.TaskId}/cancel`);
    const { LifecycleId } = await finpay.send<{ LifecycleId: string }>('GET', `${space}/projects/web`);
    const other = await finpay.createProject('other', { LifecycleId });
    await finpay.putProcess(`deploymentprocesses/${other.DeploymentProcessId}`, [scriptStep('Work', 'echo done')]);
    const elsewhere = await finpay.promote(await finpay.release('other', '1.0.0'), finpay.environments.development);

    expect((await taskOf()).State).toBe('Canceled');
    expect(await detail()).toMatchObject({ ApprovalState: 'Pending' });
    expect(await finpay.send('GET', `${space}/tasks/${elsewhere.TaskId}/servertaskapproval`)).toEqual({
      Resource: null,
    });
  });
});
