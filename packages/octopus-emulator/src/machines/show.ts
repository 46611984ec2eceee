import { isPlannedOn } from '../tasks/walk/state.ts';
import type { World } from '../world.ts';
import { addressOf, shownEndpoint, thumbprintOf } from './endpoint.ts';
import { statusOf } from './reached.ts';
import type { ReachedDocument } from './state.ts';

/** A target or a worker as it goes out, without links. */
export function showReached(world: World, document: ReachedDocument): object {
  const { LastChecked, UnavailableSince, ...shown } = document;
  const answers = document.HealthStatus === 'Healthy' || document.HealthStatus === 'HasWarnings';
  const agent = document.Endpoint.CommunicationStyle === 'KubernetesTentacle';
  return {
    ...shown,
    Endpoint: shownEndpoint(document.Endpoint),
    Status: statusOf(document),
    HasLatestCalamari: answers,
    IsInProcess: isInProcess(world, document.Id),
    Thumbprint: thumbprintOf(document.Endpoint),
    Uri: addressOf(document.Endpoint),
    OperatingSystem: answers && agent ? 'Linux' : 'Unknown',
    ShellName: answers && agent ? 'Bash' : 'Unknown',
    ShellVersion: answers && agent ? '5.2' : 'Unknown',
    Architecture: answers && agent ? 'X64' : 'Unknown',
  };
}

/** Whether a task that goes on now was planned to work with it. */
function isInProcess({ store }: World, id: string): boolean {
  return store.all('TaskWalks').some((walk) => isPlannedOn(walk, id));
}

/** Links of a target or a worker. */
export function reachedLinks(path: string, { SpaceId, Id }: ReachedDocument): Readonly<Record<string, string>> {
  const self = `/api/${SpaceId}${path}/${Id}`;
  return {
    Connection: `${self}/connection`,
    Tasks: `${self}/tasks{?skip,take,type}`,
    TasksTemplate: `${self}/tasks{?skip,take,type}`,
    Web: `/app#/${SpaceId}/infrastructure${path}/${Id}`,
  };
}
