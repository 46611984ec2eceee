import type { OctopusApi, Project, Team } from '@octotrain/octopus-client';
import type { ObservedApprovals, Ref } from '@octotrain/train-engine';
import { ask } from './asking.ts';
import { processFacts } from './process-facts.ts';

/** By these names the project and the runbook that ask for approvals are found, in whichever space they are. */
const projectName = 'Release Trains';
const runbookName = 'Train Approval';

/** Where approvals by runbook can be asked; null where that was not set up, or this account does not see it. */
export async function observeApprovals(
  api: OctopusApi,
  spaces: readonly Ref[],
  teams: readonly Team[],
): Promise<ObservedApprovals | null> {
  const found = await findProject(api, spaces);
  if (!found) return null;
  const { space, project } = found;
  const spaceId = space.id;
  const runbooks = await ask(() =>
    api.GET('/api/{spaceId}/projects/{id}/runbooks', { params: { path: { spaceId, id: project.Id } } }),
  );
  const runbook = runbooks.data.Items.find(({ Name }) => Name === runbookName);
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
    project: { id: project.Id, name: project.Name },
    runbook: { id: runbook.Id, name: runbook.Name },
    snapshotId: runbook.PublishedRunbookSnapshotId,
    environments: Object.fromEntries(environments.data.map(({ Id, Name }) => [Name, Id])),
    teams: teams.filter(({ Id }) => asked.has(Id)).map(({ Name }) => Name),
  };
}

/** One small question to each space, for the project may be in any. */
async function findProject(
  api: OctopusApi,
  spaces: readonly Ref[],
): Promise<{ space: Ref; project: Project } | undefined> {
  const found = await Promise.all(
    spaces.map(async (space) => {
      const params = { path: { spaceId: space.id }, query: { partialName: projectName, take: 30 } };
      const { data } = await ask(() => api.GET('/api/{spaceId}/projects', { params }));
      const project = data.Items.find(({ Name }) => Name === projectName);
      return project ? [{ space, project }] : [];
    }),
  );
  return found.flat()[0];
}
