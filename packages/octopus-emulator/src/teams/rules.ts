import { sameName } from '../http/names.ts';
import type { Store } from '../store/store.ts';
import type { TeamDocument } from './state.ts';

/** What is wrong with a team as written. */
export function teamProblems(
  store: Store,
  written: Pick<TeamDocument, 'Name' | 'SpaceId' | 'MemberUserIds'>,
  stored: TeamDocument | undefined,
): readonly string[] {
  const clash = store
    .all('Teams')
    .some(
      (other) => other.Id !== stored?.Id && other.SpaceId === written.SpaceId && sameName(other.Name, written.Name),
    );
  const unknownSpace = written.SpaceId !== null && store.get('Spaces', written.SpaceId) === undefined;
  return [
    ...(clash ? [`A team named '${written.Name}' already exists.`] : []),
    ...(unknownSpace ? [`The space '${written.SpaceId}' does not exist.`] : []),
    ...written.MemberUserIds.filter((id) => store.get('Users', id) === undefined).map(
      (id) => `The user '${id}' does not exist.`,
    ),
    ...builtInProblems(written, stored),
  ];
}

function builtInProblems(
  written: Pick<TeamDocument, 'Name' | 'MemberUserIds'>,
  stored: TeamDocument | undefined,
): readonly string[] {
  if (stored === undefined) return [];
  const renamed = written.Name !== stored.Name;
  const membersChanged = written.MemberUserIds.join() !== stored.MemberUserIds.join();
  return [
    ...(renamed && !stored.CanBeRenamed ? [`The team '${stored.Name}' is built in and cannot be renamed.`] : []),
    ...(membersChanged && !stored.CanChangeMembers ? [`Everybody is in the team '${stored.Name}'.`] : []),
  ];
}
