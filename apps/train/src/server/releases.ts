import { type OctopusApi, OctopusError } from '@octotrain/octopus-client';
import type { EnsureRelease, PlannedCar, RunEvent } from '@octotrain/train-engine';
import type { Session } from '../run/session.ts';
import { askFor } from './asking.ts';
import type { ServerDeps } from './server-deps.ts';
import { nothingMore, write } from './writing.ts';

/** Finds a release by its version; null when there is none. */
export async function findRelease(api: OctopusApi, car: Pick<PlannedCar, 'space' | 'project' | 'version'>) {
  const path = { spaceId: car.space.id, id: car.project.id, version: car.version };
  const found = await askFor(() => api.GET('/api/{spaceId}/projects/{id}/releases/{version}', { params: { path } }));
  return found?.data ?? null;
}

/** A version is unique in its project, so a release that was made by a lost request, or by another machine, is simply found. [docs] */
export async function ensureRelease(
  effect: EnsureRelease,
  session: Session,
  deps: ServerDeps,
): Promise<readonly RunEvent[]> {
  const car = session.plan.cars.find(({ id }) => id === effect.car);
  if (!car) return nothingMore;
  const { api, at } = deps;
  const known = await findRelease(api, car);
  if (known) return [{ type: 'release', car: car.id, releaseId: known.Id, created: false, at: at() }];
  if (!effect.mayCreate) return nothingMore;
  const notes = car.notes ?? `Release train ${session.plan.train}, run ${session.lock.run}`;
  const send = () => createOrFind(api, car, notes);
  const written = await write({ session, subject: { kind: 'release', id: car.id }, try: 1, deps, send });
  return written.is === 'done' ? [{ type: 'release', car: car.id, ...written.value, at: at() }] : nothingMore;
}

/** A refusal may only say that somebody was faster: then the release is there. */
async function createOrFind(
  api: OctopusApi,
  car: PlannedCar,
  notes: string,
): Promise<{ readonly releaseId: string; readonly created: boolean }> {
  try {
    const { data } = await api.POST('/api/{spaceId}/releases/create/v1', {
      params: { path: { spaceId: car.space.id } },
      body: {
        SpaceId: car.space.id,
        SpaceIdOrName: car.space.id,
        ProjectName: car.project.name,
        ReleaseVersion: car.version,
        ReleaseNotes: notes,
      },
    });
    return { releaseId: data.ReleaseId, created: true };
  } catch (error) {
    const refused = error instanceof OctopusError && (error.code === 'validation' || error.code === 'conflict');
    const found = refused ? await findRelease(api, car) : null;
    if (!found) throw error;
    return { releaseId: found.Id, created: false };
  }
}
