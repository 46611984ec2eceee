import { sameName } from '../http/names.ts';
import type { Store } from '../store/store.ts';
import type { SpaceDocument } from './state.ts';

/** What is wrong with a space as written. A new one needs a manager. [guess] */
export function spaceProblems(
  store: Store,
  written: Pick<SpaceDocument, 'Name' | 'SpaceManagersTeams' | 'SpaceManagersTeamMembers'>,
  stored: SpaceDocument | undefined,
): readonly string[] {
  const clash = store.all('Spaces').some((other) => other.Id !== stored?.Id && sameName(other.Name, written.Name));
  const managers = written.SpaceManagersTeams.length + written.SpaceManagersTeamMembers.length;
  return [
    ...(clash ? [`A space named '${written.Name}' already exists.`] : []),
    ...(managers === 0 ? ['Give the space at least one manager: SpaceManagersTeams or SpaceManagersTeamMembers.'] : []),
    ...written.SpaceManagersTeams.filter((id) => store.get('Teams', id) === undefined).map(
      (id) => `The team '${id}' does not exist.`,
    ),
    ...written.SpaceManagersTeamMembers.filter((id) => store.get('Users', id) === undefined).map(
      (id) => `The user '${id}' does not exist.`,
    ),
  ];
}
