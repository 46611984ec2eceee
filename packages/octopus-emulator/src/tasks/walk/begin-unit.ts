import { attempt } from './attempt.ts';
import { startChild } from './child-deployment.ts';
import type { Place, WalkPorts } from './place.ts';
import { waitForPerson } from './wait.ts';

/** Starts what an action does; `then` goes on with the walk when it ends later than within this call. */
export function beginUnit(ports: WalkPorts, place: Place, then: () => void): void {
  if (place.action.ActionType === 'Octopus.Manual') waitForPerson(ports, place);
  // Deployments of other releases are not retried. [docs]
  else if (place.action.ActionType === 'Octopus.DeployRelease') startChild(ports, place, { again() {}, then });
  else attempt(ports, place.subject.task.Id, place.at, then);
}
