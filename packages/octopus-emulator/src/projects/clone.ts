import type { RouteContext } from '../http/api.ts';
import { runbookProcessIdOf } from '../processes/make.ts';
import type { ProcessDocument } from '../processes/state.ts';
import { type Cloning, withIds } from '../resource/cloning.ts';
import type { World } from '../world.ts';
import type { ProjectDocument } from './state.ts';

/**
 * A cloned project has the settings, steps, variables, channels and runbooks of its source, under ids of its own; it has
 * neither its releases nor its tenants. [guess]
 */
export const projectCloning: Cloning<ProjectDocument> = {
  takesOver: ({ Id: _id, SpaceId: _space, Slug: _slug, ...settings }) => settings,
  marked: (copy, source) => ({ ...copy, ClonedFromProjectId: source.Id }),
  parts: ({ world }: RouteContext, source, copy) => {
    const ids = new Map([
      [source.Id, copy.Id],
      [source.DeploymentProcessId, copy.DeploymentProcessId],
      [source.VariableSetId, copy.VariableSetId],
    ]);
    copyChannels(world, { source, copy, ids });
    copyRunbooks(world, { source, ids });
    const processes = [
      ...world.store.all('DeploymentProcesses'),
      ...world.store.all('RunbookProcesses').filter(({ RunbookId }) => ids.has(RunbookId ?? '')),
    ].filter(({ ProjectId }) => ProjectId === source.Id);
    for (const process of processes) noteStepIds(world, process, ids);
    for (const process of processes) {
      const cloned = { ...withIds(process, ids), Version: process.Version === 0 ? 0 : 1, LastSnapshotId: null };
      world.store.put(process.RunbookId === null ? 'DeploymentProcesses' : 'RunbookProcesses', cloned);
    }
    copyVariables(world, source, ids);
  },
};

interface Copying {
  readonly source: ProjectDocument;
  readonly ids: Map<string, string>;
}

/** The default channel of the copy is there already: it becomes the source's default one. */
function copyChannels({ store }: World, { source, copy, ids }: Copying & { readonly copy: ProjectDocument }): void {
  const made = store.all('Channels').find(({ ProjectId, IsDefault }) => ProjectId === copy.Id && IsDefault);
  for (const channel of [...store.all('Channels')].filter(({ ProjectId }) => ProjectId === source.Id)) {
    const Id = channel.IsDefault && made !== undefined ? made.Id : store.nextId('Channels');
    ids.set(channel.Id, Id);
    store.put('Channels', { ...channel, Id, ProjectId: copy.Id });
  }
}

function copyRunbooks({ store }: World, { source, ids }: Copying): void {
  for (const runbook of [...store.all('Runbooks')].filter(({ ProjectId }) => ProjectId === source.Id)) {
    const Id = store.nextId('Runbooks');
    ids.set(runbook.Id, Id).set(runbook.RunbookProcessId, runbookProcessIdOf(Id));
    store.put('Runbooks', { ...withIds(runbook, ids), PublishedRunbookSnapshotId: null });
  }
}

function noteStepIds({ random }: World, process: ProcessDocument, ids: Map<string, string>): void {
  for (const step of process.Steps) {
    for (const { Id } of [step, ...step.Actions]) ids.set(Id, random.uuid());
  }
}

function copyVariables({ store, random }: World, source: ProjectDocument, ids: ReadonlyMap<string, string>): void {
  const set = store.get('Variables', source.VariableSetId);
  if (set === undefined) return;
  const Variables = set.Variables.map((variable) => ({ ...withIds(variable, ids), Id: random.uuid() }));
  store.put('Variables', { ...withIds(set, ids), Version: set.Version === 0 ? 0 : 1, Variables });
}
