import type { Lab, Space } from '@octotrain/lab-config';
import type { ScopeValues } from '@octotrain/octopus-client';
import { projectsOf } from '../desired/desired.ts';
import { idsOfSteps } from '../kinds/processes.ts';
import { type Documents, documentsOf } from './documents.ts';
import { inOrderOf } from './environment-order.ts';
import { everythingNamed, type Named, namedIn } from './named.ts';
import type { Observed } from './observed.ts';
import { type Collections, readCollections } from './read-collections.ts';
import { readPublished } from './read-published.ts';
import { readTenantVariables } from './read-tenants.ts';
import type { Reading } from './reader.ts';
import { createShelf, type Shelf } from './shelf.ts';
import { everyCollection, type SpokenCollection, spokenOf } from './spoken.ts';

/** Reads of one space what a lab speaks of there: its collections, then processes, variables and values. */
export async function readSpace(
  reading: Reading,
  options: { readonly lab: Lab; readonly space: Space; readonly spaceId: string },
): Promise<Observed> {
  const { lab, space, spaceId } = options;
  const projects = projectsOf(lab, space);
  const spoken = spokenOf(lab, space, projects);
  const collections = await readCollections(reading, spaceId, spoken);
  const there = new Set(collections.projects.map(({ Name }) => Name.toLowerCase()));
  const isNew = projects.some(({ name }) => !there.has(name.toLowerCase()));
  // A project has to be put somewhere when it is made.
  const groups =
    isNew && !spoken.has('project groups') ? await readGroups(reading, spaceId) : collections.projectGroups;
  const environments = inOrderOf(space.environments, collections.environments);
  const known = { ...collections, environments, projectGroups: groups };
  return readParts(reading, { space: space.name, spaceId, collections: known, named: namedIn(lab, space), spoken });
}

async function readGroups({ client, gate, signal }: Reading, spaceId: string) {
  const inSpace = { params: { path: { spaceId } }, signal };
  return (await gate(() => client.api.GET('/api/{spaceId}/projectgroups/all', inSpace))).data;
}

/** Reads all of one space that any lab could speak of. */
export async function readWholeSpace(
  reading: Reading,
  options: { readonly space: string; readonly spaceId: string },
): Promise<Observed> {
  const collections = await readCollections(reading, options.spaceId, everyCollection);
  return readParts(reading, { ...options, collections, named: everythingNamed, spoken: everyCollection });
}

async function readParts(
  reading: Reading,
  options: {
    space: string;
    spaceId: string;
    collections: Collections;
    named: Named;
    spoken: ReadonlySet<SpokenCollection>;
  },
): Promise<Observed> {
  const { space, spaceId, collections, named, spoken } = options;
  const shelf = createShelf(space);
  shelf.addCollections(collections);

  const documents: Documents = documentsOf(reading, spaceId);
  const projectById = new Map(collections.projects.map((one) => [one.Id, one]));
  const librarySets = collections.librarySets.filter(({ Name }) => named.librarySet(Name));
  const projects = collections.projects.filter(({ Name }) => named.project(Name));
  const runbooks = collections.runbooks.flatMap((runbook) => {
    const project = projectById.get(runbook.ProjectId);
    const name = `${project?.Name ?? runbook.ProjectId} / ${runbook.Name}`;
    return project !== undefined && named.runbook(name) ? [{ runbook, project, name }] : [];
  });
  const tenants = collections.tenants.filter(({ Name }) => named.tenant(Name));

  const owners = [...librarySets, ...projects].map(({ VariableSetId }) => VariableSetId);
  const variableSets = documents.variableSets(owners);
  const runbookProcesses = documents.runbookProcesses(runbooks.map(({ runbook }) => runbook.RunbookProcessId));
  const current = Promise.all([variableSets, runbookProcesses]).then(([sets, processes]) => {
    return { variableSets: sets, runbookProcesses: processes };
  });
  const [{ variableSets: sets, runbookProcesses: ofRunbooks }, ofProjects, values, published] = await Promise.all([
    current,
    documents.deploymentProcesses(projects.map(({ DeploymentProcessId }) => DeploymentProcessId)),
    readTenantVariables(
      reading,
      spaceId,
      tenants.map(({ Id }) => Id),
    ),
    readPublished({ documents, runbooks, librarySets, current }),
  ]);

  for (const { Name, VariableSetId } of librarySets) shelf.add('library variables', Name, sets.get(VariableSetId));
  for (const project of projects) {
    const variables = sets.get(project.VariableSetId);
    shelf.add('project variables', project.Name, variables);
    addUnspoken({ shelf, project: project.Name, values: variables?.ScopeValues, spoken });
    const process = ofProjects.get(project.DeploymentProcessId);
    shelf.add('deployment process', project.Name, process);
    if (process !== undefined) shelf.learn(idsOfSteps(process, project.Name));
  }
  for (const { runbook, name } of runbooks) {
    const process = ofRunbooks.get(runbook.RunbookProcessId);
    shelf.add('runbook process', name, process);
    if (process !== undefined) shelf.learn(idsOfSteps(process, name));
    shelf.add('published runbook', name, published.get(runbook.Id));
  }
  for (const { Id, Name } of tenants) shelf.add('tenant variables', Name, values.get(Id));
  return shelf;
}

/** Channels and runbooks that nobody asked for: a project's variables name them all the same. [spec] */
function addUnspoken(options: {
  shelf: Shelf;
  project: string;
  values: ScopeValues | undefined;
  spoken: ReadonlySet<SpokenCollection>;
}): void {
  const { shelf, project, values, spoken } = options;
  if (!spoken.has('channels')) {
    for (const { Id, Name } of values?.Channels ?? []) {
      shelf.add('channel', `${project} / ${Name}`, { Id }, Name === 'Default');
      shelf.learn([{ kind: 'channel', name: Name, within: project, id: Id }]);
    }
  }
  if (!spoken.has('runbooks')) {
    for (const { Id, Name, ProcessType } of values?.Processes ?? []) {
      if (ProcessType !== 'Runbook') continue;
      shelf.add('runbook', `${project} / ${Name}`, { Id });
      shelf.learn([{ kind: 'runbook', name: Name, within: project, id: Id }]);
    }
  }
}
