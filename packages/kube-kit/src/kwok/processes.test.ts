import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { isRunning, markOf } from '@octotrain/durable-files';
import { afterEach, describe, expect, it } from 'vitest';
import { endProcesses, runningPid } from './processes.ts';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const { pid } of started.splice(0)) {
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL');
    } catch {
      // It is gone, as it should.
    }
  }
});

/** A program that says a word once it runs. */
async function run(code: string, ...words: readonly string[]) {
  const args = ['-e', `${code}; console.log('on'); setInterval(() => {}, 1000)`, ...words];
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  started.push(child);
  const [line] = await once(child.stdout, 'data');
  return { pid: child.pid ?? 0, command: [process.execPath, ...args], said: String(line) };
}

describe.skipIf(process.platform === 'win32')('a recorded process', () => {
  it('is found by its mark, and is none when another has its number', async () => {
    const { pid, command } = await run('', 'by mark');
    const { started: since } = await markOf(pid);

    expect(await runningPid({ name: 'x', command, pid, started: since })).toBe(pid);
    if (since !== null)
      expect(await runningPid({ name: 'x', command, pid, started: 'another boot/1' })).toBeUndefined();
  });

  it('is found by its very command line where nobody noted its number', async () => {
    const { pid, command } = await run('', `unnoted ${process.pid}`);

    expect(await runningPid({ name: 'x', command })).toBe(pid);
    expect(await runningPid({ name: 'x', command: [...command, 'more'] })).toBeUndefined();
    expect(await runningPid({ name: 'x', command: [] })).toBeUndefined();
  });

  it('is ended with what it started, also when it does not listen', async () => {
    const deaf = "process.on('SIGTERM', () => {})";
    const child = `const { pid } = require('child_process').spawn(process.execPath, ['-e', "${deaf}; setInterval(() => {}, 1000)"]); console.log(pid)`;
    const { pid, command, said } = await run(`${deaf}; ${child}`);
    const { started: since } = await markOf(pid);

    await endProcesses([{ name: 'x', command, pid, started: since }], 50);

    expect(await isRunning({ pid, started: since })).toBe(false);
    await expect.poll(() => isRunning({ pid: Number.parseInt(said, 10), started: null })).toBe(false);
  });

  it('may have ended before', async () => {
    await endProcesses([{ name: 'x', command: ['/no/such/program'] }], 50);
  });
});
