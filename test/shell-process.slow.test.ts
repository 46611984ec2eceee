import { access, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { isRunning } from '@octotrain/durable-files';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endPrograms, type Running, startProgram } from './support/programs.ts';
import { deploySteps, type Send, script } from './support/script-steps.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octotrain-shell-process-'));
});
afterEach(async () => {
  await endPrograms();
  await rm(folder, { recursive: true, force: true });
});

/** The server as a program that runs scripts of steps for real. */
async function start(): Promise<{ running: Running; send: Send }> {
  const argv = ['--data', 'data', '--executor', 'shell'];
  const running = startProgram('octopus', { argv, cwd: folder });
  const [, url = '', key = ''] = await running.said(/^OCTOPUS_URL=(http:\S+)\nOCTOPUS_API_KEY=(API-[A-Z0-9]+)\n/);
  return {
    running,
    async send<T>(method: string, path: string, body?: unknown) {
      const headers = { 'X-Octopus-ApiKey': key, 'Content-Type': 'application/json' };
      const response = await fetch(`${url}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
      // The test says what it expects.
      return JSON.parse(text) as T;
    },
  };
}

/** Begins a script that goes on, and gives its task and the processes of it. */
async function begun(send: Send) {
  const { Id } = await send<{ Id: string }>('POST', '/api/Spaces-1/environments', { Name: 'Staging' });
  const said = join(folder, 'pids');
  const body = `sleep 60 &\necho "$$ $!" > ${said}.part && mv ${said}.part ${said}\nwait`;
  const variables = [{ Name: 'Key', Value: 'hunter22', IsSensitive: true, Type: 'Sensitive' }];
  const taskId = await deploySteps(send, { project: 'p', environmentId: Id, steps: [script('Long', body)], variables });
  await expect
    .poll(
      () =>
        access(said).then(
          () => true,
          () => false,
        ),
      { timeout: 20_000 },
    )
    .toBe(true);
  const pids = (await readFile(said, 'utf8')).trim().split(' ').map(Number);
  return { taskId, pids };
}

const alive = (pids: readonly number[]) => Promise.all(pids.map((pid) => isRunning({ pid, started: null })));

describe.skipIf(process.platform === 'win32')(
  'slow, for the server is a process of its own: steps that run for real',
  () => {
    it('end with the server, and leave no file', async () => {
      const { running, send } = await start();
      const { pids } = await begun(send);
      const before = await alive(pids);

      const { code } = await running.kill('SIGTERM');

      expect(before).toEqual([true, true]);
      expect(code).toBe(0);
      expect(await alive(pids)).toEqual([false, false]);
      expect(await readdir(join(folder, 'data'))).not.toContain('work');
    });

    it('leave files that only their owner can read when the server is killed, and none once it starts again', async () => {
      const { running, send } = await start();
      const { taskId, pids } = await begun(send);
      const bootstrap = join(folder, 'data', 'work', '1', 'octopus', 'bootstrap.sh');

      await running.kill('SIGKILL');
      for (const pid of pids) process.kill(pid, 'SIGKILL');
      const left = [(await readFile(bootstrap, 'utf8')).includes('hunter22'), (await stat(bootstrap)).mode & 0o077];
      const again = await start();
      const task = await again.send<{ State: string; ErrorMessage: string }>('GET', `/api/tasks/${taskId}`);

      expect(left).toEqual([true, 0]);
      expect(await readdir(join(folder, 'data', 'work'))).toEqual([]);
      expect(task).toMatchObject({ State: 'Failed', ErrorMessage: expect.stringContaining('was restarted') });
    });
  },
);
