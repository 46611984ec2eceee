import type { OctopusApi, Team } from '@octotrain/octopus-client';
import type { ObservedApprovals, TrainRecord } from '@octotrain/train-engine';
import { approvalRunbookName } from '../record/find-record.ts';
import { ask } from './asking.ts';
import { processFacts } from './process-facts.ts';

/** Where approvals by runbook can be asked; null where that was not set up, or this account does not see it. */
export async function observeApprovals(
  api: OctopusApi,
  { space, project }: TrainRecord,
  teams: readonly Team[],
): Promise<ObservedApprovals | null> {
  const spaceId = space.id;
  const runbooks = await ask(() =>
    api.GET('/api/{spaceId}/projects/{id}/runbooks', { params: { path: { spaceId, id: project.id } } }),
  );
  const runbook = runbooks.data.Items.find(({ Name }) => Name === approvalRunbookName);
  if (!runbook?.PublishedRunbookSnapshotId) return null;
  const [process, environments] = await Promise.all([
    ask(() =>
      api.GET('/api/{spaceId}/runbookProcesses/{id}', { params: { path: { spaceId, id: runbook.RunbookProcessId } } }),
    ),
    ask(() => api.GET('/api/{spaceId}/environments/all', { params: { path: { spaceId } } })),
  ]);
  const asked = new Set(processFacts(process.data.Steps).manualSteps.flatMap((step) => step.teamIds));
  return {
    space,
    project,
    runbook: { id: runbook.Id, name: runbook.Name },
    snapshotId: runbook.PublishedRunbookSnapshotId,
    environments: Object.fromEntries(environments.data.map(({ Id, Name }) => [Name, Id])),
    teams: teams.filter(({ Id }) => asked.has(Id)).map(({ Name }) => Name),
  };
}
