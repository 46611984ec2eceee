import { OctopusError } from '@octotrain/octopus-client';
import type { ReportDefect, RunEvent } from '@octotrain/train-engine';
import type { Session } from '../run/session.ts';
import { ask, troubleOf } from './asking.ts';
import type { ServerDeps } from './server-deps.ts';
import { nothingMore, wordsOf } from './writing.ts';

/** Reports a failed smoke test on the release, so that Octopus itself will not promote it. A defect is found again by the run's id in its text. */
export async function reportDefect(
  effect: ReportDefect,
  session: Session,
  deps: ServerDeps,
): Promise<readonly RunEvent[]> {
  const stop = session.plan.stops.find(({ id }) => id === effect.stop);
  const car = session.plan.cars.find(({ id }) => id === stop?.car);
  const releaseId = car ? session.state().cars[car.id]?.releaseId : undefined;
  if (!stop || !car || !releaseId) return nothingMore;
  const mark = `[octotrain:1 run=${session.lock.run} stop=${encodeURIComponent(stop.id)}]`;
  const params = { path: { spaceId: car.space.id, id: releaseId } };
  const { data } = await ask(() => deps.api.GET('/api/{spaceId}/releases/{id}/defects', { params }));
  const message = `${car.project.name} ${car.version} failed its smoke test in ${stop.environment.name}${stop.tenant ? ` for ${stop.tenant.name}` : ''}: ${effect.detail}`;
  if (!data.Items.some((defect) => defect.Description.includes(mark))) {
    try {
      await deps.api.POST('/api/{spaceId}/releases/{id}/defects', {
        params,
        body: { Description: `${message} ${mark}` },
      });
    } catch (error) {
      if (!(error instanceof OctopusError)) throw error;
      // Not allowed is a fact to report, not a reason to leave the run; anything else is looked at again.
      if (error.outcome === 'refused' && error.code !== 'auth')
        return [{ type: 'defect', stop: stop.id, reported: false, message: wordsOf(error), at: deps.at() }];
      throw troubleOf(error) ?? error;
    }
  }
  return [{ type: 'defect', stop: stop.id, reported: true, message, at: deps.at() }];
}
