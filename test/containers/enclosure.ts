import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isRunning } from '@octotrain/durable-files';
import { containerGroups, removeGroups } from './control-groups.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const prefix = 'octotrain-containers-';
const script = fileURLToPath(new URL('enclosure.sh', import.meta.url));
const groupsFile = 'groups-before.json';
const graceMs = 30_000;

/** How a command in an enclosure has ended, and what is left of it, which is nothing when all is well. */
export interface EnclosureEnd {
  readonly code: number;
  readonly left: readonly string[];
}

/**
 * Runs a command in a network, with mounts and with process numbers of its own, and takes away what it leaves. It ends
 * with this process, whatever ends this one, and all that it started ends with it. Root only.
 */
export async function runEnclosed(command: readonly [string, ...string[]]): Promise<EnclosureEnd> {
  await removeAbandoned();
  const before = await containerGroups();
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  const flags = ['--net', '--mount', '--pid', '--fork', '--mount-proc', '--kill-child'];
  // Behind what is mounted over it: for whoever finds the folder, should this process be killed.
  await writeFile(join(folder, groupsFile), JSON.stringify(before));
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'unshare', ...flags, 'sh', script, folder, ...command], {
    cwd: repository,
    stdio: 'inherit',
    // Programs for root are not on everybody's path.
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
  });
  // At Ctrl-C the terminal tells those inside, too, who then end in good order, or are ended here.
  let late: NodeJS.Timeout | undefined;
  const interrupted = () => {
    late ??= setTimeout(() => child.kill('SIGKILL'), graceMs);
  };
  const terminated = () => child.kill('SIGKILL');
  process.on('SIGINT', interrupted).on('SIGTERM', terminated).on('SIGHUP', terminated);
  const [code] = await once(child, 'exit').finally(() => {
    clearTimeout(late);
    process.off('SIGINT', interrupted).off('SIGTERM', terminated).off('SIGHUP', terminated);
  });
  const processes = await lastProcesses(folder);
  await removeGroups(await groupsSince(before));
  await rm(folder, { recursive: true, force: true });
  return { code: typeof code === 'number' ? code : 130, left: [...processes, ...(await leftOf(folder))] };
}

async function groupsSince(before: readonly string[]): Promise<readonly string[]> {
  return (await containerGroups()).filter((group) => !before.includes(group));
}

/** What enclosures have left whose makers were killed. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || (await isRunning({ pid, started: null }))) continue;
    const folder = join(tmpdir(), name);
    await removeGroups(await groupsSince(await groupsBefore(folder)));
    await rm(folder, { recursive: true, force: true });
  }
}

/** As they were before an enclosure was made; all that there are where that was not noted. */
async function groupsBefore(folder: string): Promise<readonly string[]> {
  const text = await readFile(join(folder, groupsFile), 'utf8').catch(() => undefined);
  // Written above, whole or not at all but for a kill in that very moment.
  return text ? (JSON.parse(text) as readonly string[]) : containerGroups();
}

/** The mounts and the folder, where they are still there. A control group that is has processes, so it is not of here. */
async function leftOf(folder: string): Promise<readonly string[]> {
  const mounts = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n').filter((line) => line.includes(folder));
  const folders = (await readdir(tmpdir())).filter((name) => name === basename(folder));
  return [...mounts.map((line) => `the mount ${line}`), ...folders.map(() => `the folder ${folder}`)];
}

/** The processes of an enclosure, once the kernel has had time to end them. */
async function lastProcesses(folder: string): Promise<readonly string[]> {
  for (let looks = 0; ; looks += 1) {
    const found = await processesOf(folder);
    if (found.length === 0 || looks === 50) return found;
    await wait(100);
  }
}

async function processesOf(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    // Each has the folder in its environment, or in its arguments.
    const texts = ['environ', 'cmdline'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => ''));
    if ((await Promise.all(texts)).join().includes(folder)) found.push(`the process ${pid}`);
  }
  return found;
}
