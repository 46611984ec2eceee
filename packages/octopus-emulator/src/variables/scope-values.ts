import type { Store } from '../store/store.ts';
import { canonicalName } from '../tag-sets/rules.ts';
import type { TagSetDocument } from '../tag-sets/state.ts';
import type { OwnedSet } from './access.ts';

interface Named {
  readonly Id: string;
  readonly Name: string;
}

/** Everything that a variable of the set can be scoped to. */
export function scopeValuesOf(
  store: Store,
  { set, projectId }: { set: Pick<OwnedSet['set'], 'SpaceId'>; projectId: string | undefined },
): object {
  const here = <D extends Named & { readonly SpaceId: string }>(documents: readonly D[]) =>
    documents.filter((document) => document.SpaceId === set.SpaceId);
  const ofProject = <D extends { readonly ProjectId: string }>(documents: readonly D[]) =>
    documents.filter((document) => document.ProjectId === projectId);
  const machines = here(store.all('Machines'));
  const runbooks = ofProject(store.all('Runbooks'));
  const project = projectId === undefined ? undefined : store.get('Projects', projectId);
  const actions = ofProject(store.all('DeploymentProcesses')).flatMap((process) =>
    process.Steps.flatMap((step) => step.Actions),
  );
  return {
    Environments: here(store.all('Environments')).map(reference),
    Machines: machines.map(reference),
    Roles: [...new Set(machines.flatMap((machine) => machine.Roles))].map((role) => ({ Id: role, Name: role })),
    Actions: actions.map(reference),
    Channels: ofProject(store.all('Channels')).map(reference),
    TenantTags: store
      .all('TagSets')
      .filter(({ SpaceId }) => SpaceId === set.SpaceId)
      .flatMap(tenantTags),
    Processes: [
      ...(project === undefined ? [] : [{ ...reference(project), ProcessType: 'Deployment' }]),
      ...runbooks.map((runbook) => ({ ...reference(runbook), ProcessType: 'Runbook' })),
    ],
  };
}

/** Tags by their canonical names, which is how scopes name them. [client] */
function tenantTags(set: TagSetDocument): readonly Named[] {
  if (!set.Scopes.includes('Tenant')) return [];
  return set.Tags.map((tag) => ({ Id: canonicalName(set, tag), Name: canonicalName(set, tag) }));
}

function reference({ Id, Name }: Named): Named {
  return { Id, Name };
}
