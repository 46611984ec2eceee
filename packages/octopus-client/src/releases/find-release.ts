import { OctopusNotFoundError, OctopusUnknownNameError } from '../errors/octopus-error.ts';
import { openCollection } from '../paging/collection.ts';
import { closestNames } from '../resolving/closest-names.ts';
import type { SpaceContext } from '../space/context.ts';
import type { Project, Release } from '../wire-types.ts';

/** How many versions are looked at for one that comes close. */
const comparedVersions = 200;

/** A release of a project by version or id, or nothing. Never remembered: releases come and go. */
export async function findRelease(
  { api, space }: SpaceContext,
  project: Pick<Project, 'Id'>,
  reference: string,
): Promise<Release | undefined> {
  const spaceId = space.id;
  try {
    if (/^Releases-\d+$/i.test(reference)) {
      const { data } = await api.GET('/api/{spaceId}/releases/{id}', { params: { path: { spaceId, id: reference } } });
      return data.ProjectId === project.Id ? data : undefined;
    }
    const path = { spaceId, id: project.Id, version: reference };
    return (await api.GET('/api/{spaceId}/projects/{id}/releases/{version}', { params: { path } })).data;
  } catch (error) {
    if (error instanceof OctopusNotFoundError) return undefined;
    throw error;
  }
}

/** The release. Throws an OctopusUnknownNameError, which suggests versions. */
export async function getRelease(
  context: SpaceContext,
  project: Pick<Project, 'Id' | 'Name'>,
  reference: string,
): Promise<Release> {
  const found = await findRelease(context, project, reference);
  if (found) return found;
  const { api, space } = context;
  const newest = await openCollection(api, '/api/{spaceId}/projects/{id}/releases', {
    params: { path: { spaceId: space.id, id: project.Id } },
    limit: comparedVersions,
  }).toArray();
  throw new OctopusUnknownNameError({
    kind: 'release',
    asked: reference,
    within: `project "${project.Name}" of space "${space.name}"`,
    suggestions: closestNames(
      reference,
      newest.map(({ Version }) => Version),
    ),
    operation: 'GET /api/{spaceId}/projects/{id}/releases/{version}',
  });
}
