import type { OctopusClient } from '@octotrain/octopus-client';
import type { TrainRecord } from '@octotrain/train-engine';
import { ask } from '../server/asking.ts';
import { processFacts } from '../server/process-facts.ts';
import { approvalRunbookName } from './find-record.ts';

/** The teams, by name, that the approval runbook has a step for: as its process stands, published or not. */
export async function approvalTeams(
  { api }: OctopusClient,
  { space, project }: TrainRecord,
): Promise<readonly string[]> {
  const spaceId = space.id;
  const runbooks = await ask(() =>
    api.GET('/api/{spaceId}/projects/{id}/runbooks', { params: { path: { spaceId, id: project.id } } }),
  );
  const runbook = runbooks.data.Items.find(({ Name }) => Name === approvalRunbookName);
  if (!runbook) return [];
  const path = { spaceId, id: runbook.RunbookProcessId };
  const [process, teams] = await Promise.all([
    ask(() => api.GET('/api/{spaceId}/runbookProcesses/{id}', { params: { path } })),
    ask(() => api.GET('/api/teams/all')),
  ]);
  const ids = processFacts(process.data.Steps).manualSteps.flatMap((step) => step.teamIds);
  return ids.flatMap((id) => teams.data.find((team) => team.Id === id)?.Name ?? []);
}
