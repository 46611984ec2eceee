import type { OctopusApi, Project } from '@octotrain/octopus-client';
import type { Ref, TrainRecord } from '@octotrain/train-engine';
import { ask } from '../server/asking.ts';

/** By this name the project that keeps the record of trains is found, in whichever space it is. */
export const recordProjectName = 'Release Trains';

/** By this name the runbook in it that asks for approvals is found. */
export const approvalRunbookName = 'Train Approval';

/**
 * Where the server keeps the record of trains; null where that was not set up, or this account does not see it. One small question to each space,
 * but for those whose projects are known already.
 */
export async function findTrainRecord(
  api: OctopusApi,
  spaces?: readonly Ref[],
  known: ReadonlyMap<string, readonly Project[]> = new Map(),
): Promise<TrainRecord | null> {
  const found = await Promise.all(
    (spaces ?? (await allSpaces(api))).map(async (space): Promise<TrainRecord[]> => {
      const projects = known.get(space.id) ?? (await askForProject(api, space));
      const project = projects.find(({ Name }) => Name === recordProjectName);
      if (!project) return [];
      return [{ space, project: { id: project.Id, name: project.Name }, variableSetId: project.VariableSetId }];
    }),
  );
  return found.flat()[0] ?? null;
}

async function askForProject(api: OctopusApi, space: Ref): Promise<readonly Project[]> {
  const params = { path: { spaceId: space.id }, query: { partialName: recordProjectName, take: 30 } };
  return (await ask(() => api.GET('/api/{spaceId}/projects', { params }))).data.Items;
}

async function allSpaces(api: OctopusApi): Promise<readonly Ref[]> {
  const { data } = await ask(() => api.GET('/api/spaces/all'));
  return data.map((space) => ({ id: space.Id, name: space.Name }));
}
