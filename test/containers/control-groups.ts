import { readdir, rmdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

const root = '/sys/fs/cgroup';
const holder = 'k8s.io';

/**
 * The control groups of containers of Kubernetes, each after those in it. They are the machine's, whoever made them; with
 * the first version of control groups there is a tree for each controller.
 */
export async function containerGroups(): Promise<readonly string[]> {
  const trees = [root, ...(await foldersIn(root))].filter((tree) => basename(tree) !== holder);
  return (await Promise.all(trees.map((tree) => groupsAt(join(tree, holder))))).flat();
}

/** Removes groups that hold no process; a group with one stays. */
export async function removeGroups(groups: readonly string[]): Promise<void> {
  for (const group of groups) await rmdir(group).catch(() => undefined);
}

async function groupsAt(group: string): Promise<readonly string[]> {
  const isThere = await readdir(group).then(
    () => true,
    () => false,
  );
  if (!isThere) return [];
  const inner = await Promise.all((await foldersIn(group)).map(groupsAt));
  return [...inner.flat(), group];
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
}
