import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isRunning, ownMark } from './running.ts';

async function endedPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('a process', () => {
  it('runs while it runs, this one and others', async () => {
    expect(await isRunning(await ownMark())).toBe(true);
    expect(await isRunning({ pid: process.ppid, started: null })).toBe(true);
  });

  it('does not run after its end', async () => {
    expect(await isRunning({ pid: await endedPid(), started: null })).toBe(false);
  });

  it.each([0, -1, 1.5, Number.NaN])('has no number such as %d', async (pid) => {
    expect(await isRunning({ pid, started: null })).toBe(false);
  });

  if (process.platform === 'linux') {
    it('is not a later one of the same number', async () => {
      expect(await isRunning({ pid: process.pid, started: 'an earlier boot/1' })).toBe(false);
    });

    it('does not run when it was killed and nobody has waited for it', async () => {
      const shell = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
      try {
        const [line] = await once(shell.stdout, 'data');
        const pid = Number(line);
        expect(await isRunning({ pid, started: null })).toBe(true);

        process.kill(pid, 'SIGKILL');

        await expect.poll(() => isRunning({ pid, started: null })).toBe(false);
        expect(process.kill(pid, 0)).toBe(true);
      } finally {
        shell.kill('SIGKILL');
      }
    });
  }
});
