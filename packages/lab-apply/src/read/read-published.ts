import {
  type LibraryVariableSet,
  OctopusNotFoundError,
  type Project,
  type Runbook,
  type RunbookProcess,
  type VariableSet,
} from '@octotrain/octopus-client';
import type { PublishedRunbook, RunbookParts } from '../kinds/published-runbook.ts';
import type { ItemKind } from '../kinds/waves.ts';
import type { Found } from './observed.ts';
import type { Reader } from './reader.ts';

/** The version that the id of a snapshot speaks of: `variableset-Projects-314-s-2-XM74V` is of version 2. [client] */
function versionOfSnapshot(id: string): number | undefined {
  const version = /-s-(\d+)-[^-]+$/.exec(id)?.[1];
  return version === undefined ? undefined : Number(version);
}

/**
 * The published snapshot of a runbook and what it was made of; undefined when there is none. While nothing has changed
 * since, that is what is there now, and one request is enough.
 */
export async function readPublished(options: {
  client: Reader;
  spaceId: string;
  runbook: Runbook;
  project: Project;
  /** Of the runbook, with its project's. */
  name: string;
  /** What was read already. */
  found: readonly Found[];
  librarySets: readonly LibraryVariableSet[];
  signal?: AbortSignal | undefined;
}): Promise<PublishedRunbook | undefined> {
  const { client, spaceId, runbook, project, name, found, signal } = options;
  const id = runbook.PublishedRunbookSnapshotId;
  if (!id) return undefined;
  const calling = signal === undefined ? {} : { signal };
  const read = (kind: ItemKind, named: string): unknown =>
    found.find(({ address }) => address.kind === kind && address.name === named)?.document;

  async function frozenOr<Doc extends { Version: number }>(frozen: string, now: unknown, load: () => Promise<Doc>) {
    // The document was read as this kind a moment ago.
    const current = now as Doc | undefined;
    return current !== undefined && versionOfSnapshot(frozen) === current.Version ? current : load();
  }
  const variables = (frozen: string, now: unknown) =>
    frozenOr<VariableSet>(frozen, now, async () => {
      const path = { spaceId, id: frozen };
      return (await client.api.GET('/api/{spaceId}/variables/{id}', { params: { path }, ...calling })).data;
    });

  const path = { spaceId, id };
  const { data } = await client.api.GET('/api/{spaceId}/runbookSnapshots/{id}', { params: { path }, ...calling });

  async function readParts(): Promise<RunbookParts> {
    const process = await frozenOr<RunbookProcess>(
      data.FrozenRunbookProcessId,
      read('runbook process', name),
      async () => {
        const params = { path: { spaceId, id: data.FrozenRunbookProcessId } };
        return (await client.api.GET('/api/{spaceId}/runbookProcesses/{id}', { params, ...calling })).data;
      },
    );
    const own = await variables(data.FrozenProjectVariableSetId, read('project variables', project.Name));
    const libraries = await Promise.all(
      data.LibraryVariableSetSnapshotIds.map((frozen) => {
        const set = options.librarySets.find((one) => frozen.startsWith(`${one.VariableSetId}-s-`));
        return variables(frozen, set && read('library variables', set.Name));
      }),
    );
    const libraryVariables = libraries.flatMap((set) => set.Variables);
    return { Steps: process.Steps, Variables: own.Variables, LibraryVariables: libraryVariables };
  }

  const notes = data.Notes ?? '';
  try {
    return { Id: id, parts: await readParts(), notes };
  } catch (error) {
    // Not every server shows what was frozen: then the notes have to do.
    if (error instanceof OctopusNotFoundError) return { Id: id, notes };
    throw error;
  }
}
