import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, describe, expect, it } from 'vitest';
import type { CommandEnd } from './curl.ts';
import { openExecBridge } from './exec-bridge.ts';
import { openForwardSlots } from './forward-slots.ts';
import { createPodBook } from './pod-book.ts';
import { podObject } from './pod-object.test-data.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

function run([program = '', ...args]: readonly string[]): Promise<CommandEnd> {
  return new Promise((resolve) => {
    const child = execFile(program, args, (_error, stdout, stderr) => {
      resolve({ stdout, stderr, exit: child.exitCode ?? -1 });
    });
  });
}

describe.skipIf(process.platform === 'win32')('the program that kwok runs', () => {
  async function opened() {
    const folder = await mkdtemp(join(tmpdir(), 'bridge-'));
    const bridge = await openExecBridge({ folder });
    ends.push(
      () => bridge.close(),
      () => rm(folder, { recursive: true }),
    );
    return bridge;
  }

  it('writes and ends as the played command did, which is played once', async () => {
    const bridge = await opened();
    let played = 0;
    const { words } = bridge.commandFor(async () => {
      played += 1;
      return { stdout: 'x'.repeat(200_000), stderr: 'hm', exit: 22 };
    });

    const end = await run(words);
    const again = await run(words);

    expect(end).toEqual({ stdout: 'x'.repeat(200_000), stderr: 'hm', exit: 22 });
    expect(again.exit).toBe(126);
    expect(played).toBe(1);
  });

  it('stands in an empty folder', async () => {
    expect(await readdir((await opened()).workFolder)).toEqual([]);
  });
});

describe('ways for port-forwards', () => {
  it('are lent to one pod at a time, and given back', async () => {
    const pod = createPodBook().put(podObject({ name: 'one' }));
    const slots = await openForwardSlots({ count: 2, accept: (socket) => socket.destroy() });
    ends.push(() => slots.close());

    const first = slots.lend(pod);
    const second = slots.lend(pod);

    expect(new Set([first?.name, second?.name]).size).toBe(2);
    expect(slots.lend(pod)).toBeUndefined();
    first?.giveBack();
    expect(slots.lend(pod)?.name).toBe(first?.name);
  });
});
