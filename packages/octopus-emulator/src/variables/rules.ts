import type { Random } from '../random.ts';
import { unknownIds } from '../resource/references.ts';
import type { Store } from '../store/store.ts';
import type { VariableDocument, VariableSetDocument, WrittenVariableSet } from './state.ts';

type Written = WrittenVariableSet['Variables'][number];

/** Broken rules of variables: what they are scoped to exists, and libraries know no steps and channels. [docs] */
export function variableProblems(
  store: Store,
  set: Pick<VariableSetDocument, 'SpaceId' | 'OwnerId'>,
  written: readonly Written[],
): readonly string[] {
  const isProject = store.get('Projects', set.OwnerId) !== undefined;
  const known = isProject ? projectScopes(store, set.OwnerId) : undefined;
  return written.flatMap((variable) => {
    const { Scope } = variable;
    const at = { spaceId: set.SpaceId };
    const unknown = [
      ...unknownIds(store, { ...at, collection: 'Environments', kind: 'environment', ids: Scope.Environment ?? [] }),
      ...unknownIds(store, { ...at, collection: 'Machines', kind: 'machine', ids: Scope.Machine ?? [] }),
      ...(['Action', 'Channel', 'ProcessOwner'] as const).flatMap((kind) =>
        (Scope[kind] ?? [])
          .filter((id) => !known?.[kind].has(id))
          .map((id) =>
            known === undefined
              ? `A library set's variable cannot be scoped to ${kind}.`
              : `The project has no ${kind} '${id}'.`,
          ),
      ),
    ];
    return unknown.map((problem) => `Variable '${variable.Name}': ${problem}`);
  });
}

function projectScopes(store: Store, projectId: string) {
  const processes = [...store.all('DeploymentProcesses'), ...store.all('RunbookProcesses')].filter(
    (process) => process.ProjectId === projectId,
  );
  const runbooks = store.all('Runbooks').filter((runbook) => runbook.ProjectId === projectId);
  const channels = store.all('Channels').filter((channel) => channel.ProjectId === projectId);
  return {
    Action: new Set(processes.flatMap((process) => process.Steps.flatMap((step) => step.Actions.map(({ Id }) => Id)))),
    Channel: new Set(channels.map(({ Id }) => Id)),
    ProcessOwner: new Set([projectId, ...runbooks.map(({ Id }) => Id)]),
  };
}

/** Variables as they are kept: ids stay or are new, and a secret written back without a value stays as it was. */
export function identifiedVariables(
  written: readonly Written[],
  stored: readonly VariableDocument[],
  random: Random,
): readonly VariableDocument[] {
  const byId = new Map(stored.map((variable) => [variable.Id, variable]));
  return written.map((variable) => {
    const old = variable.Id ? byId.get(variable.Id) : undefined;
    const isSensitive = variable.IsSensitive || variable.Type === 'Sensitive';
    const keeps = isSensitive && variable.Value === null && old?.IsSensitive === true;
    return {
      ...variable,
      Id: old?.Id ?? (variable.Id || random.uuid()),
      Type: isSensitive ? 'Sensitive' : variable.Type,
      IsSensitive: isSensitive,
      Value: keeps ? old.Value : variable.Value,
    };
  });
}

/** A variable as it goes out: no secret in it. */
export function shownVariable(variable: VariableDocument): VariableDocument & { IsEditable: boolean } {
  return { ...variable, Value: variable.IsSensitive ? null : variable.Value, IsEditable: true };
}
