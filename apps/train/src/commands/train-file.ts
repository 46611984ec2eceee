import { access, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closest } from '@octotrain/checked-yaml';

/** A train file that was found. */
export interface TrainText {
  /** As it is called in messages: relative to where the user stands. */
  readonly name: string;
  readonly text: string;
}

/** The folder of trains that come with the program: the nearest one above it, whether it runs bundled or from its sources. */
async function ownTrains(): Promise<string> {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let up = 0; up < 6; up++) {
    if (await isThere(join(folder, 'trains'))) return join(folder, 'trains');
    folder = dirname(folder);
  }
  return join(folder, 'trains');
}

/** Finds a train file: as written from where the user stands, then in the `trains` folder there, then in our own; `.yaml` may be left out. Not found: what was tried, and what may have been meant. */
export async function findTrainFile(options: {
  name: string;
  cwd: string;
  trains?: string;
}): Promise<TrainText | { readonly tried: readonly string[]; readonly suggestion: string | undefined }> {
  const { name, cwd, trains = await ownTrains() } = options;
  const names = extname(name) === '' ? [name, `${name}.yaml`, `${name}.yml`] : [name];
  const places = isAbsolute(name)
    ? names
    : [
        ...names.map((each) => join(cwd, each)),
        ...names.map((each) => join(cwd, 'trains', each)),
        ...names.map((each) => join(trains, each)),
      ];
  for (const path of places) {
    if (!(await isFile(path))) continue;
    const short = relative(cwd, path);
    return {
      name: short.startsWith('..') && !isAbsolute(name) ? join('trains', basename(path)) : short || path,
      text: await readFile(path, 'utf8'),
    };
  }
  const suggestion = closest(name, [...commandNames, ...(await trainsIn([cwd, join(cwd, 'trains'), trains]))]);
  return { tried: [...new Set(places)], suggestion };
}

/** Words that may have been meant instead of a file. */
const commandNames = [
  'plan',
  'status',
  'report',
  'approve',
  'reject',
  'resume',
  'tick',
  'halt',
  'unhalt',
  'verify',
  'init',
];

/** The trains there, with and without their endings. */
async function trainsIn(folders: readonly string[]): Promise<readonly string[]> {
  const lists = await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])));
  const files = lists.flat().filter((file) => /\.ya?ml$/.test(file));
  return [...files, ...files.map((file) => file.replace(/\.ya?ml$/, ''))];
}

/** A folder is no train file; reading it would say so in the system's words only. */
async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => !found.isDirectory(),
    () => false,
  );
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
