import type {
  LibraryVariableSet,
  Project,
  Runbook,
  RunbookProcess,
  RunbookSnapshot,
  VariableSet,
} from '@octotrain/octopus-client';
import type { PublishedRunbook, RunbookParts } from '../kinds/published-runbook.ts';
import type { Documents } from './documents.ts';

/** What the parts of a snapshot may still be equal to: what is there now. */
export interface Current {
  readonly runbookProcesses: ReadonlyMap<string, RunbookProcess>;
  readonly variableSets: ReadonlyMap<string, VariableSet>;
}

/** The version that the id of a snapshot speaks of: `variableset-Projects-314-s-2-XM74V` is of version 2. [client] */
function versionOfSnapshot(id: string): number | undefined {
  const version = /-s-(\d+)-[^-]+$/.exec(id)?.[1];
  return version === undefined ? undefined : Number(version);
}

/**
 * The published snapshots of runbooks and what they were made of, by runbook id. One request for all snapshots; while
 * nothing has changed since they were taken, what is there now says what they are made of, and that is all.
 */
export async function readPublished(options: {
  documents: Documents;
  runbooks: readonly { readonly runbook: Runbook; readonly project: Project }[];
  librarySets: readonly LibraryVariableSet[];
  current: Promise<Current>;
}): Promise<ReadonlyMap<string, PublishedRunbook>> {
  const { documents, runbooks, librarySets } = options;
  const ids = runbooks.flatMap(({ runbook }) => runbook.PublishedRunbookSnapshotId ?? []);
  const [snapshots, current] = await Promise.all([documents.runbookSnapshots(ids), options.current]);

  const published = runbooks.flatMap(({ runbook, project }) => {
    const snapshot = snapshots.get(runbook.PublishedRunbookSnapshotId ?? '');
    return snapshot === undefined
      ? []
      : [{ runbook, snapshot, pieces: piecesOf({ snapshot, runbook, project, librarySets, current }) }];
  });
  const stale = published.flatMap(({ pieces }) => pieces);
  const [processes, variableSets] = await Promise.all([
    documents.runbookProcesses(staleIds(stale, 'process')),
    documents.variableSets(staleIds(stale, 'variables')),
  ]);
  return new Map(
    published.map(({ runbook, snapshot, pieces }) => {
      const parts = partsOf(pieces, { processes, variableSets });
      const notes = snapshot.Notes ?? '';
      // Not every server shows what was frozen: then the notes have to do.
      return [runbook.Id, { Id: snapshot.Id, notes, ...(parts === undefined ? {} : { parts }) }];
    }),
  );
}

/** One part of a snapshot: its id, and the document that still is the same. */
type Piece =
  | { readonly kind: 'process'; readonly id: string; readonly same: RunbookProcess | undefined }
  | { readonly kind: 'variables' | 'library'; readonly id: string; readonly same: VariableSet | undefined };

function piecesOf(options: {
  snapshot: RunbookSnapshot;
  runbook: Runbook;
  project: Project;
  librarySets: readonly LibraryVariableSet[];
  current: Current;
}): readonly Piece[] {
  const { snapshot, runbook, project, librarySets, current } = options;
  const sameAs = <Doc extends { Version: number }>(id: string, now: Doc | undefined) =>
    now !== undefined && versionOfSnapshot(id) === now.Version ? now : undefined;
  const { FrozenRunbookProcessId: process, FrozenProjectVariableSetId: own } = snapshot;
  return [
    { kind: 'process', id: process, same: sameAs(process, current.runbookProcesses.get(runbook.RunbookProcessId)) },
    { kind: 'variables', id: own, same: sameAs(own, current.variableSets.get(project.VariableSetId)) },
    ...snapshot.LibraryVariableSetSnapshotIds.map((id): Piece => {
      const set = librarySets.find((one) => id.startsWith(`${one.VariableSetId}-s-`));
      return { kind: 'library', id, same: sameAs(id, current.variableSets.get(set?.VariableSetId ?? '')) };
    }),
  ];
}

function staleIds(pieces: readonly Piece[], of: 'process' | 'variables'): readonly string[] {
  const stale = pieces.filter(({ kind, same }) => same === undefined && (kind === 'process') === (of === 'process'));
  return [...new Set(stale.map(({ id }) => id))];
}

/** Undefined when the server does not show one of them. */
function partsOf(
  pieces: readonly Piece[],
  frozen: {
    readonly processes: ReadonlyMap<string, RunbookProcess>;
    readonly variableSets: ReadonlyMap<string, VariableSet>;
  },
): RunbookParts | undefined {
  const Steps: RunbookParts['Steps'][number][] = [];
  const Variables: RunbookParts['Variables'][number][] = [];
  const LibraryVariables: RunbookParts['Variables'][number][] = [];
  for (const piece of pieces) {
    if (piece.kind === 'process') {
      const process = piece.same ?? frozen.processes.get(piece.id);
      if (process === undefined) return undefined;
      Steps.push(...process.Steps);
    } else {
      const set = piece.same ?? frozen.variableSets.get(piece.id);
      if (set === undefined) return undefined;
      (piece.kind === 'variables' ? Variables : LibraryVariables).push(...set.Variables);
    }
  }
  return { Steps, Variables, LibraryVariables };
}
