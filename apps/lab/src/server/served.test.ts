import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { isRunning, markOf, writeWhole } from '@octotrain/durable-files';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LabLayout, layoutIn } from '../layout.ts';
import { endServer, ensureServer, findServer } from './served.ts';

let folder = '';
let layout: LabLayout;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'served-'));
  layout = layoutIn(folder);
  await mkdir(layout.folder, { recursive: true });
});
afterEach(async () => {
  await endServer(layout);
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** A program that says this, and then runs for as long as it is let. */
async function program(name: string, says: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `${says}\nsetInterval(() => {}, 1000);\n`);
  return path;
}

const whereItIs = 'console.log("OCTOPUS_URL=http://127.0.0.1:1\\nOCTOPUS_API_KEY=API-X");';

function ensured(path: string) {
  const { env } = process;
  return ensureServer({ layout, program: path, args: [], env, signal: new AbortController().signal });
}

describe.skipIf(process.platform === 'win32')("the lab's server", () => {
  it('a server is started once, found the next time, and ended', async () => {
    const path = await program('server.js', whereItIs);
    const served = { url: 'http://127.0.0.1:1', apiKey: 'API-X' };

    expect(await ensured(path)).toEqual({ ok: true, served });
    expect(await findServer(layout)).toEqual(served);
    expect(await ensured(await program('another.js', 'process.exit(7);'))).toEqual({ ok: true, served });
    expect(await endServer(layout)).toBe(true);
    expect(await findServer(layout)).toBeUndefined();
  });

  it('one that runs without having said where is ended before another is started', async () => {
    const silent = await program('silent.js', '');
    const command = [process.execPath, silent];
    const child = spawn(process.execPath, [silent], { detached: true, stdio: 'ignore' });
    children.push(child);
    const mark = await markOf(child.pid ?? 0);
    await writeWhole(layout.record, JSON.stringify({ name: 'octopus', command, ...mark }));

    const serving = await ensured(await program('server.js', whereItIs));

    expect(serving).toMatchObject({ ok: true });
    expect(await isRunning(mark)).toBe(false);
  });

  it('one that ends at once is told of with its last words', async () => {
    const serving = await ensured(await program('broken.js', 'console.error("the disk is full"); process.exit(3);'));

    expect(serving).toMatchObject({ ok: false, message: 'the server ended at once:\nthe disk is full' });
  });
});
