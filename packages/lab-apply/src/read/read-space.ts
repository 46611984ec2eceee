import type { Lab, Space } from '@octotrain/lab-config';
import type { Project } from '@octotrain/octopus-client';
import { projectsOf } from '../desired/desired.ts';
import type { Learned } from '../kinds/item.ts';
import { idsOfSteps } from '../kinds/processes.ts';
import { idsOfProject, idsOfRunbook } from '../kinds/projects.ts';
import { idsOfLibrarySet } from '../kinds/variables.ts';
import type { ItemKind } from '../kinds/waves.ts';
import { eachBounded } from './bounded.ts';
import type { Found, KnownId, Observed } from './observed.ts';
import { readCollections } from './read-collections.ts';
import { readPublished } from './read-published.ts';
import type { Reader } from './reader.ts';

/** How many requests are under way at once, for each space. */
const atOnce = 6;

interface SpaceRequest {
  readonly client: Reader;
  readonly lab: Lab;
  readonly space: Space;
  readonly spaceId: string;
  readonly signal?: AbortSignal | undefined;
}

/** Reads one space: its collections, then processes, variables and values of what the lab names. */
export async function readSpace(request: SpaceRequest): Promise<Observed> {
  const { lab, space, spaceId } = request;
  const collections = await readCollections(request);
  const found: Found[] = [];
  const ids: KnownId[] = [];
  const learn = (learned: readonly Learned[]) => {
    for (const one of learned) ids.push({ ...one, space: space.name });
  };
  const add = (kind: ItemKind, document: { Id?: string | null }, name: string, isBuiltIn = false) => {
    found.push({ address: { kind, space: space.name, name }, document, isBuiltIn });
  };
  const addNamed = (kind: ItemKind, document: { Id: string; Name: string }, isBuiltIn = false) => {
    add(kind, document, document.Name, isBuiltIn);
    learn([{ kind, name: document.Name, id: document.Id }]);
  };

  for (const one of collections.environments) addNamed('environment', one);
  for (const one of collections.lifecycles) addNamed('lifecycle', one, one.Name === 'Default Lifecycle');
  for (const one of collections.gitCredentials) addNamed('git credential', one);
  for (const one of collections.projectGroups) addNamed('project group', one, one.Name === 'Default Project Group');
  for (const one of collections.tenants) addNamed('tenant', one);
  for (const one of collections.librarySets) {
    addNamed('library variable set', one);
    learn(idsOfLibrarySet(one));
  }
  for (const one of collections.projects) {
    addNamed('project', one);
    learn(idsOfProject(one));
  }
  const projectName = (id: string) => collections.projects.find((one) => one.Id === id)?.Name ?? id;
  for (const one of collections.channels) {
    const project = projectName(one.ProjectId);
    add('channel', one, `${project} / ${one.Name}`, one.Name === 'Default');
    learn([{ kind: 'channel', name: one.Name, within: project, id: one.Id }]);
  }
  for (const one of collections.runbooks) {
    const project = projectName(one.ProjectId);
    add('runbook', one, `${project} / ${one.Name}`);
    learn(idsOfRunbook(one, project));
  }

  const named = namesOf(lab, space);
  const { api } = request.client;
  const calling = request.signal === undefined ? {} : { signal: request.signal };
  const variablesOf = async (id: string) =>
    (await api.GET('/api/{spaceId}/variables/{id}', { params: { path: { spaceId, id } }, ...calling })).data;

  const librarySets = collections.librarySets.filter(({ Name }) => named.librarySets.has(Name.toLowerCase()));
  const projects = collections.projects.filter(({ Name }) => named.projects.has(Name.toLowerCase()));
  const runbooks = collections.runbooks
    .map((runbook) => ({ runbook, name: `${projectName(runbook.ProjectId)} / ${runbook.Name}` }))
    .filter(({ name }) => named.runbooks.has(name.toLowerCase()));
  const tenants = collections.tenants.filter(({ Name }) => named.tenants.has(Name.toLowerCase()));

  const jobs: (() => Promise<void>)[] = [
    ...librarySets.map((set) => async () => {
      const document = await variablesOf(set.VariableSetId);
      add('library variables', document, set.Name);
    }),
    ...projects.map((project) => async () => {
      const document = await variablesOf(project.VariableSetId);
      add('project variables', document, project.Name);
    }),
    ...projects.map((project) => async () => {
      const path = { spaceId, id: project.DeploymentProcessId };
      const { data } = await api.GET('/api/{spaceId}/deploymentprocesses/{id}', { params: { path }, ...calling });
      add('deployment process', data, project.Name);
      learn(idsOfSteps(data, project.Name));
    }),
    ...runbooks.map(({ runbook, name }) => async () => {
      const path = { spaceId, id: runbook.RunbookProcessId };
      const { data } = await api.GET('/api/{spaceId}/runbookProcesses/{id}', { params: { path }, ...calling });
      add('runbook process', data, name);
      learn(idsOfSteps(data, name));
    }),
    ...tenants.map((tenant) => async () => {
      const path = { spaceId, id: tenant.Id };
      const { data } = await api.GET('/api/{spaceId}/tenants/{id}/variables', { params: { path }, ...calling });
      add('tenant variables', data, tenant.Name);
    }),
  ];
  await eachBounded(jobs, atOnce, (job) => job());

  const projectOf = (id: string): Project | undefined => projects.find((one) => one.Id === id);
  await eachBounded(runbooks, atOnce, async ({ runbook, name }) => {
    const project = projectOf(runbook.ProjectId);
    if (project === undefined) return;
    const published = await readPublished({ ...request, runbook, project, name, found, librarySets });
    if (published !== undefined) add('published runbook', published, name);
  });
  return { found, ids };
}

/** What a lab names in a space, in small letters. */
function namesOf(lab: Lab, space: Space) {
  const projects = projectsOf(lab, space);
  const small = (names: readonly string[]) => new Set(names.map((name) => name.toLowerCase()));
  return {
    librarySets: small(space.variableSets.map(({ name }) => name)),
    projects: small(projects.map(({ name }) => name)),
    runbooks: small(projects.flatMap(({ name, runbooks }) => runbooks.map((one) => `${name} / ${one.name}`))),
    tenants: small(space.tenants.map(({ name }) => name)),
  };
}
