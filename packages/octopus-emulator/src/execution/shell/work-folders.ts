import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isRunning, ownMark, processPlace } from '@octotrain/durable-files';
import { z } from 'zod';

/** A folder of one action, for its files: all readable by their owner only. */
export interface WorkFolder {
  readonly path: string;
  /** Writes a file below it, and gives its path. Refuses what would lie outside. */
  write(name: string, text: string): Promise<string>;
  /** Makes a folder below it, and gives its path. */
  folder(name: string): Promise<string>;
  remove(): Promise<void>;
}

/** Where actions have their folders. */
export interface WorkFolders {
  open(): Promise<WorkFolder>;
  /** Removes all of them. */
  close(): Promise<void>;
}

const TEMPORARY = 'octopus-work-';
const OWNER = 'owner.json';
const ownerSchema = z.object({ pid: z.number(), started: z.string().nullable(), place: z.string() });

/**
 * Opens the place of work folders, and removes what a server that was killed left there: everything in a folder that is
 * given, which nobody else may use; among the system's temporary folders those whose process is gone.
 */
export async function openWorkFolders(given: string | undefined): Promise<WorkFolders> {
  const root = given ?? (await temporaryRoot());
  if (given !== undefined) {
    await remove(given);
    await mkdir(given, { recursive: true, mode: 0o700 });
  }
  let last = 0;
  return {
    async open() {
      last += 1;
      const path = join(root, String(last));
      await mkdir(path, { recursive: true, mode: 0o700 });
      return workFolder(path);
    },
    close: () => remove(root),
  };
}

function workFolder(path: string): WorkFolder {
  function placeOf(name: string): string {
    const parts = name.split(/[\\/]/);
    if (name.startsWith('/') || parts.includes('..')) throw new Error(`'${name}' lies outside of the work folder`);
    return join(path, ...parts);
  }
  return {
    path,
    async write(name, text) {
      const place = placeOf(name);
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      await writeFile(place, text, { mode: 0o600 });
      return place;
    },
    async folder(name) {
      const place = placeOf(name);
      await mkdir(place, { recursive: true, mode: 0o700 });
      return place;
    },
    remove: () => remove(path),
  };
}

async function temporaryRoot(): Promise<string> {
  const place = await processPlace();
  await removeLeftOnes(place);
  const root = await mkdtemp(join(tmpdir(), TEMPORARY));
  await writeFile(join(root, OWNER), JSON.stringify({ ...(await ownMark()), place }), { mode: 0o600 });
  return root;
}

/** What a process of this machine left that runs no more. Of other places nobody here can say. */
async function removeLeftOnes(place: string): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(TEMPORARY)) continue;
    const text = await readFile(join(tmpdir(), name, OWNER), 'utf8').catch(() => undefined);
    // One that is just being made has no owner yet, and no secret either.
    const owner = text === undefined ? undefined : ownerOf(text);
    if (owner === undefined || owner.place !== place || (await isRunning(owner))) continue;
    await remove(join(tmpdir(), name));
  }
}

function ownerOf(text: string): z.output<typeof ownerSchema> | undefined {
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** A program that just ended may hold a file a moment longer, on Windows. */
function remove(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
