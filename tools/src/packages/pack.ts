import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A package as it would be published. */
export interface Packed {
  readonly name: string;
  /** Its folder in the workspace. */
  readonly folder: string;
  readonly tarball: string;
}

/** Folders of the packages that are published. */
export async function publishedFolders(packages: string): Promise<string[]> {
  const folders = (await readdir(packages)).sort().map((each) => join(packages, each));
  const manifests = await Promise.all(folders.map(manifestOf));
  return folders.filter((_, at) => manifests[at]?.private !== true);
}

/** Packs a package, whose `dist` must be built, into a folder. Needs to be started through pnpm. */
export async function pack(folder: string, into: string): Promise<Packed> {
  const program = process.env.npm_execpath;
  if (program === undefined) throw new Error('start this through pnpm, which is what packs');
  const argv = [program, 'pack', '--json', '--pack-destination', into];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { cwd: folder });
  // What pnpm says about itself may stand before the JSON.
  const { name, filename } = JSON.parse(stdout.slice(stdout.indexOf('{')));
  return { name, folder, tarball: filename };
}

async function manifestOf(folder: string): Promise<{ private?: boolean }> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
}
