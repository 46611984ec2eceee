import { type Action, projectOf, projects } from './action.ts';
import { type Ask, lookingUp, type Said } from './asking.ts';

/** Deploys the project of a space to each environment. */
export function deployments(space: string): readonly Action[] {
  return ['Development', 'Staging', 'Production'].map((environment) => ({
    what: `deploy ${projects[space]} to ${environment}`,
    sort: 'deploy' as const,
    space,
    async attempt(ask: Ask, admin: Ask) {
      return ask(
        'POST',
        `/${await lookingUp(admin).space(space)}/deployments`,
        await deployment(admin, space, environment),
      );
    },
  }));
}

async function deployment(admin: Ask, space: string, environment: string): Promise<object> {
  const lookup = lookingUp(admin);
  const { id, project } = await projectOf(lookup, space);
  const { Items } = (await lookup.get(`/${id}/projects/${project.Id}/releases`)) as unknown as {
    Items: readonly { Id: string; Version: string }[];
  };
  const release = Items.find(({ Version }) => Version === '1.0.0');
  if (release === undefined) throw new Error(`${project.Name} has no 1.0.0`);
  const { Id: EnvironmentId } = await lookup.named(`/${id}/environments/all`, environment);
  const tenant = space === 'Merchants' ? { TenantId: (await lookup.named(`/${id}/tenants/all`, 'Acme Corp')).Id } : {};
  return { ReleaseId: release.Id, EnvironmentId, ...tenant };
}

/** Runs a runbook of Payments. */
export async function runRunbook(options: {
  ask: Ask;
  admin: Ask;
  project: string;
  runbook: string;
  in: string;
}): Promise<Said> {
  const { ask, admin, project, runbook } = options;
  const lookup = lookingUp(admin);
  const id = await lookup.space('Payments');
  const { Id: ProjectId } = await lookup.named(`/${id}/projects/all`, project);
  const found = await lookup.named(`/${id}/runbooks/all`, runbook);
  const { Id: EnvironmentId } = await lookup.named(`/${id}/environments/all`, options.in);
  return ask('POST', `/${id}/runbookRuns`, {
    ProjectId,
    RunbookId: found.Id,
    RunbookSnapshotId: found.PublishedRunbookSnapshotId,
    EnvironmentId,
  });
}

/** Somebody takes the question that payments-api asks before Production, and says yes. */
export async function answer(ask: Ask, admin: Ask): Promise<Said> {
  const id = await lookingUp(admin).space('Payments');
  const { Items } = (await lookingUp(admin).get(`/${id}/interruptions?pendingOnly=true`)) as unknown as {
    Items: readonly { Id: string }[];
  };
  const [question] = Items;
  if (question === undefined) throw new Error('nothing is asked');
  const path = `/${id}/interruptions/${question.Id}`;
  const taken = await ask('PUT', `${path}/responsible`);
  if (taken.status !== 200) return taken;
  return ask('POST', `${path}/submit`, { Result: 'Proceed', Notes: 'fine' });
}

/** Makes the Risk Team be asked: payments-api is on its way to Production. */
export async function beginDeployment(admin: Ask): Promise<void> {
  const id = await lookingUp(admin).space('Payments');
  const said = await admin('POST', `/${id}/deployments`, await deployment(admin, 'Payments', 'Production'));
  if (said.status !== 201) throw new Error(JSON.stringify(said));
}
