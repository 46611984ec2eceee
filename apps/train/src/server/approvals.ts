import { formValuesOf, type OctopusApi } from '@octotrain/octopus-client';
import {
  type ApprovalRunbook,
  type Candidate,
  type EnsureApproval,
  type PlannedGate,
  type RunEvent,
  writeComment,
} from '@octotrain/train-engine';
import type { Session } from '../run/session.ts';
import { ask } from './asking.ts';
import { ensurePosted, type Postable } from './ensure-posted.ts';
import type { ServerDeps } from './server-deps.ts';
import { nothingMore } from './writing.ts';

/** Looks for the gate's run of the approval runbook, and starts it when it is not there and may be started. */
export async function ensureApproval(
  effect: EnsureApproval,
  session: Session,
  deps: ServerDeps,
): Promise<readonly RunEvent[]> {
  const gate = session.plan.gates.find(({ id }) => id === effect.gate);
  const approvals = session.plan.approvals;
  const environmentId = gate ? approvals?.environments[gate.environment.name] : undefined;
  if (!gate || !approvals || !environmentId) return nothingMore;
  const { api } = deps;
  const spaceId = approvals.space.id;
  const thing: Postable = {
    subject: { kind: 'approval', id: gate.id },
    car: gate.id,
    of: approvals.runbook.id,
    spaceId,
    environmentId,
    tenantId: null,
    automatic: false,
    list: () => listRuns(api, approvals, environmentId),
    async prepare() {
      const FormValues = await promptValues(api, approvals, environmentId, valuesFor(session, gate));
      return async (token) => {
        const { data } = await api.POST('/api/{spaceId}/runbookRuns', {
          params: { path: { spaceId } },
          body: {
            RunbookId: approvals.runbook.id,
            RunbookSnapshotId: approvals.snapshotId,
            ProjectId: approvals.project.id,
            EnvironmentId: environmentId,
            FormValues,
            Comments: writeComment(sentenceFor(session, gate), token),
          },
        });
        return { id: data.Id, taskId: data.TaskId };
      };
    },
  };
  return ensurePosted({ effect, thing, session, deps });
}

async function listRuns(
  api: OctopusApi,
  approvals: ApprovalRunbook,
  environmentId: string,
): Promise<readonly Candidate[]> {
  const query = {
    projects: approvals.project.id,
    runbooks: approvals.runbook.id,
    environments: environmentId,
    take: 100,
  };
  const path = { spaceId: approvals.space.id };
  const { data } = await ask(() => api.GET('/api/{spaceId}/runbookRuns', { params: { path, query } }));
  return data.Items.map((run) => ({
    id: run.Id,
    taskId: run.TaskId,
    comments: run.Comments ?? null,
    of: run.RunbookId,
    environmentId: run.EnvironmentId,
    tenantId: run.TenantId ?? null,
    createdById: run.DeployedById ?? null,
  }));
}

/** What the approver reads. */
function valuesFor(session: Session, gate: PlannedGate): Readonly<Record<string, string>> {
  const car = session.plan.cars.find(({ id }) => id === gate.car);
  const tenants = session.plan.stops
    .filter((stop) => stop.gates.includes(gate.id))
    .flatMap((stop) => stop.tenant?.name ?? []);
  return {
    'Train.Team': gate.team.name,
    'Train.Run': session.lock.run,
    'Train.Car': [car?.project.name ?? gate.car, ...(tenants.length > 0 ? [`for ${tenants.join(', ')}`] : [])].join(
      ' ',
    ),
    'Train.Environment': gate.environment.name,
    'Train.Release': car?.version ?? '',
    'Train.Requester': session.plan.requester.displayName,
    'Train.Plan': session.lock.planHash,
  };
}

/** Values for the run's form. */
async function promptValues(
  api: OctopusApi,
  approvals: ApprovalRunbook,
  environmentId: string,
  values: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const path = { spaceId: approvals.space.id, id: approvals.runbook.id, environmentId };
  const { data } = await ask(() =>
    api.GET('/api/{spaceId}/runbooks/{id}/runbookRuns/preview/{environmentId}', { params: { path } }),
  );
  return formValuesOf(data.Form, values);
}

function sentenceFor(session: Session, gate: PlannedGate): string {
  const { train, requester } = session.plan;
  return `Release train ${train}: may ${gate.car} go to ${gate.environment.name}? Asked of ${gate.team.name} for ${requester.displayName}.`;
}
