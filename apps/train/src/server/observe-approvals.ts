import type { OctopusApi } from '@octotrain/octopus-client';
import type { ObservedApprovals } from '@octotrain/train-engine';
import { ask } from './asking.ts';
import { processFacts } from './process-facts.ts';
import type { SpaceFacts } from './space-facts.ts';

/** By these names the project and the runbook that ask for approvals are found, in whichever space they are. */
const projectName = 'Release Trains';
const runbookName = 'Train Approval';

/** Where approvals by runbook can be asked; null where that was not set up, or this account does not see it. */
export async function observeApprovals(
  api: OctopusApi,
  facts: readonly SpaceFacts[],
): Promise<ObservedApprovals | null> {
  const found = facts.flatMap((fact) =>
    fact.projects.filter(({ Name }) => Name === projectName).map((project) => ({ fact, project })),
  )[0];
  if (!found) return null;
  const { fact, project } = found;
  const spaceId = fact.space.id;
  const runbooks = await ask(() =>
    api.GET('/api/{spaceId}/projects/{id}/runbooks', { params: { path: { spaceId, id: project.Id } } }),
  );
  const runbook = runbooks.data.Items.find(({ Name }) => Name === runbookName);
  if (!runbook?.PublishedRunbookSnapshotId) return null;
  const [process, teams] = await Promise.all([
    ask(() =>
      api.GET('/api/{spaceId}/runbookProcesses/{id}', { params: { path: { spaceId, id: runbook.RunbookProcessId } } }),
    ),
    ask(() => api.GET('/api/teams/all')),
  ]);
  const asked = new Set(processFacts(process.data.Steps).manualSteps.flatMap((step) => step.teamIds));
  return {
    space: fact.space,
    project: { id: project.Id, name: project.Name },
    runbook: { id: runbook.Id, name: runbook.Name },
    snapshotId: runbook.PublishedRunbookSnapshotId,
    environments: Object.fromEntries(fact.environments.map(({ id, name }) => [name, id])),
    teams: teams.data.filter(({ Id }) => asked.has(Id)).map(({ Name }) => Name),
  };
}
