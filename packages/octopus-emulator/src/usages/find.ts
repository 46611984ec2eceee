import type { StepDocument } from '../processes/state.ts';
import type { Store } from '../store/store.ts';
import type { VariableDocument } from '../variables/state.ts';

/** Steps of one process in which a document is used. */
export interface ProcessUsage<P> {
  readonly process: P;
  readonly steps: readonly { readonly StepId: string; readonly StepName: string }[];
}

/** The processes that have the id as the whole value of a property. */
export function processUsages<P extends { readonly Steps: readonly StepDocument[] }>(
  processes: readonly P[],
  id: string,
): readonly ProcessUsage<P>[] {
  return processes
    .map((process) => ({
      process,
      steps: process.Steps.filter((step) =>
        [step, ...step.Actions].some(({ Properties }) => Object.values(Properties).includes(id)),
      ).map(({ Id, Name }) => ({ StepId: Id, StepName: Name })),
    }))
    .filter(({ steps }) => steps.length > 0);
}

/** Owners of variable sets of which a variable has the id as its value. */
export function variableOwners(store: Store, id: string): ReadonlySet<string> {
  return new Set(
    store
      .all('Variables')
      .filter(({ Variables }) => hasValue(Variables, id))
      .map(({ OwnerId }) => OwnerId),
  );
}

/** Ids of snapshots of variables of which one has the id as its value. */
export function variableSnapshots(store: Store, id: string): ReadonlySet<string> {
  return new Set(
    store
      .all('VariableSnapshots')
      .filter(({ Variables }) => hasValue(Variables, id))
      .map((snapshot) => snapshot.Id),
  );
}

function hasValue(variables: readonly VariableDocument[], id: string): boolean {
  return variables.some(({ Value }) => Value === id);
}

/** Who uses a document by its id: projects and library sets that have it in a process or a variable. */
export function namesOfUsers(store: Store, id: string): readonly string[] {
  const owners = variableOwners(store, id);
  const processes = [...store.all('DeploymentProcesses'), ...store.all('RunbookProcesses')];
  const projectIds = new Set(processUsages(processes, id).map(({ process }) => process.ProjectId));
  return [
    ...store
      .all('Projects')
      .filter((project) => owners.has(project.Id) || projectIds.has(project.Id))
      .map(({ Name }) => `the project '${Name}'`),
    ...store
      .all('LibraryVariableSets')
      .filter((set) => owners.has(set.Id))
      .map(({ Name }) => `the library variable set '${Name}'`),
  ];
}
