import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Subject } from '../execution/subject.ts';
import { timeOf, type World } from '../world.ts';
import type { ArtifactDocument } from './state.ts';

/** Content lies in the store as text: what is larger would make the whole server slow. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Files that a script announced. */
interface Announced {
  readonly artifacts: readonly { readonly path: string; readonly name: string }[];
  /** Where relative paths begin. */
  readonly folder: string;
}

/** Takes files of a task's script for artifacts of the task. Gives a sentence for each that could not be taken. */
export async function keepArtifacts(world: World, subject: Subject, announced: Announced): Promise<string[]> {
  const problems: string[] = [];
  for (const { path, name } of announced.artifacts) {
    const place = resolve(announced.folder, path);
    const Filename = name === '' ? basename(place) : name;
    const bytes = await contentOf(place);
    if (typeof bytes === 'string') problems.push(`The artifact ${Filename} is not kept: ${bytes}.`);
    else keep(world, subject, { Filename, bytes });
  }
  return problems;
}

async function contentOf(place: string): Promise<Buffer | string> {
  try {
    const { size } = await stat(place);
    if (size > MOST_BYTES) return `it has more than ${MOST_BYTES / 1024 / 1024} MiB`;
    return await readFile(place);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function keep(world: World, subject: Subject, { Filename, bytes }: { Filename: string; bytes: Buffer }): void {
  const { store } = world;
  const { space, task } = subject;
  const artifact: ArtifactDocument = {
    Id: store.nextId('Artifacts'),
    SpaceId: space.Id,
    Filename,
    ServerTaskId: task.Id,
    Source: task.Description,
    LogCorrelationId: null,
    Created: timeOf(world),
  };
  store.put('Artifacts', artifact);
  store.put('ArtifactContents', { Id: artifact.Id, SpaceId: space.Id, Base64: bytes.toString('base64') });
  world.record({
    category: 'Created',
    message: `Artifact ${Filename} was created`,
    related: [artifact.Id, task.Id],
    spaceId: space.Id,
  });
}
