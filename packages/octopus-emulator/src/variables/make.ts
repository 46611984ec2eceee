import type { VariableSetDocument } from './state.ts';

/** Id of the variable set of a project or library set. [client, guess for library sets] */
export function variableSetIdOf(ownerId: string): string {
  return `variableset-${ownerId}`;
}

export function emptyVariableSet(owner: { ownerId: string; spaceId: string }): VariableSetDocument {
  return {
    Id: variableSetIdOf(owner.ownerId),
    SpaceId: owner.spaceId,
    OwnerId: owner.ownerId,
    Version: 0,
    Variables: [],
  };
}
