import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentFaults } from './content-faults.ts';
import { type Packed, pack, publishedFolders } from './pack.ts';
import { attwFaults, publintFaults } from './public-checkers.ts';
import { shakingFaults, shares } from './shaking.ts';
import { filesOf } from './tarball.ts';

const packages = fileURLToPath(new URL('../../../packages/', import.meta.url));
const test = fileURLToPath(new URL('../../../test/', import.meta.url));

process.exitCode = await main();

/** Packs what is published and says what is wrong with it. Needs the packages built. */
async function main(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'octotrain-packed-'));
  try {
    const folders = await publishedFolders(packages);
    const faults = [
      ...(await eachOf(folders, async (each) => packedFaults(await pack(each, folder)))),
      ...(await eachOf(shares, async (share) => named(share.package, await shakingFaults(share, test)))),
    ];
    for (const fault of faults) console.error(fault);
    if (faults.length === 0) console.log(`${folders.length} packages are fit to be published`);
    return faults.length === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function packedFaults({ name, tarball }: Packed): Promise<string[]> {
  const content = contentFaults(filesOf(await readFile(tarball)));
  const [publint, attw] = await Promise.all([publintFaults(tarball), attwFaults(tarball)]);
  return named(name, [...content, ...publint, ...attw]);
}

function named(name: string, faults: readonly string[]): string[] {
  return faults.map((fault) => `${name}: ${fault}`);
}

/** As many at once as there are cores; their faults in the order of the list. */
async function eachOf<Item>(items: readonly Item[], check: (item: Item) => Promise<string[]>): Promise<string[]> {
  const results: string[][] = [];
  const left = items.entries();
  async function work(): Promise<void> {
    for (const [at, item] of left) results[at] = await check(item);
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results.flat();
}
