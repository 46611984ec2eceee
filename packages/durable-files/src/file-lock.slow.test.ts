import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { acquireFileLock } from './file-lock.ts';

const program = fileURLToPath(new URL('./testing/contender.ts', import.meta.url));

let folder: string;
let children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contended-'));
});
afterEach(async () => {
  await Promise.all(children.map(killed));
  children = [];
  await rm(folder, { recursive: true, force: true });
});

function contender(options: { lives?: number; onBeenIn?: (child: ChildProcess) => void; onEnd?: () => void }) {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', program, folder, `${options.lives ?? 0}`],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  children.push(child);
  createInterface({ input: child.stdout }).on('line', () => options.onBeenIn?.(child));
  child.on('exit', () => options.onEnd?.());
  return child;
}

async function killed(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Those who were inside when somebody else came in. Only one that was killed may be so, and it never says another word. */
function overlaps(lines: readonly string[]) {
  const found: string[] = [];
  let inside: string | undefined;
  const dead = new Set<string>();
  for (const line of lines) {
    const [word, pid = ''] = line.split(' ');
    if (dead.has(pid)) found.push(`${line}, after it was taken for dead`);
    if (word === 'in') {
      if (inside !== undefined) dead.add(inside);
      inside = pid;
    } else {
      if (inside !== pid) found.push(`${line}, while ${inside ?? 'nobody'} is inside`);
      inside = undefined;
    }
  }
  return { found, dead };
}

it('is held by one process at a time while five contend for it and many are killed', async () => {
  const enough = 250;
  let visits = 0;
  let deaths = 0;
  let done = () => {};
  const finished = new Promise<void>((resolve) => {
    done = resolve;
  });

  function start(): void {
    contender({
      // Every second one dies inside, the others when they happen to be hit: while they look, claim, wait or release.
      lives: children.length % 2 === 0 ? 12 : 0,
      onBeenIn() {
        visits += 1;
        if (visits >= enough) done();
        const running = children.filter((child) => child.exitCode === null && child.signalCode === null);
        if (visits % 20 === 0) running[visits % running.length]?.kill('SIGKILL');
      },
      onEnd() {
        deaths += 1;
        if (visits < enough) start();
      },
    });
  }
  for (let number = 0; number < 5; number++) start();
  await finished;
  await Promise.all(children.map(killed));

  const { found, dead } = overlaps((await readFile(join(folder, 'log'), 'utf8')).trim().split('\n'));
  const after = await acquireFileLock({ folder, name: 'friday', what: 'a test' });
  expect(found).toEqual([]);
  expect(dead.size).toBeGreaterThan(0);
  expect(deaths).toBeGreaterThan(10);
  expect(after.ok).toBe(true);
  expect((await readdir(folder)).filter((file) => file.endsWith('.lock'))).toHaveLength(1);
}, 60_000);

it('is free at once when its holder is killed, for the first who asks', async () => {
  const holder = contender({ lives: 1 });
  await once(holder, 'exit');

  const first = await acquireFileLock({ folder, name: 'friday', what: 'a test' });

  expect(await readFile(join(folder, 'log'), 'utf8')).toBe(`in ${holder.pid}\n`);
  expect(first.ok).toBe(true);
});
