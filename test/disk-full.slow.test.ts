import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FridayWorld, openFriday } from './support/friday-world.ts';
import { endPrograms, programFolder } from './support/programs.ts';
import { rideToEnd, trainIn } from './support/ride.ts';
import { added, standings } from './support/standing.ts';

const friday = ['friday.yaml', '--requested-by', 'alex.rivera'];

let world: FridayWorld;
beforeEach(async () => {
  world = await openFriday();
}, 60_000);
afterEach(async () => {
  await endPrograms();
  await world.close();
});

/** `train` in a shell that lets no file grow beyond so many bytes. */
function trainWithin(bytes: number, argv: readonly string[]): Promise<{ code: number | null; stderr: string }> {
  const program = join(programFolder('train'), 'dist', 'main.js');
  const script = `ulimit -f ${Math.ceil(bytes / 512)}; exec "$@"`;
  const child = spawn('sh', ['-c', script, 'sh', process.execPath, program, ...argv], {
    cwd: world.folder,
    env: { ...world.env, PATH: process.env.PATH, NO_COLOR: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stderr }));
  });
}

describe.skipIf(process.platform === 'win32')('slow, for a real file system refuses: a disk without room', () => {
  it('keeps a train from beginning: nothing is sent', async () => {
    const before = world.emulator.world.store.all('Releases').length;

    const { code, stderr } = await trainWithin(4_096, friday);

    expect(code).toBe(74);
    expect(stderr).toContain('.octotrain cannot be written: it may grow no larger');
    expect(world.emulator.world.store.all('Releases')).toHaveLength(before);
  });

  it('keeps a run from going on: nothing is sent, and with room again it goes on and does nothing twice', async () => {
    const before = await standings(world.as('admin'));
    const began = await trainIn(world, friday);
    const waiting = await standings(world.as('admin'));
    await trainIn(world, ['approve', '--notes', 'looks good'], { as: 'marcus.webb' });

    const { code } = await trainWithin(4_096, ['resume']);
    const kept = added(waiting, await standings(world.as('admin')));
    const ended = await rideToEnd(world, { argv: ['resume'] });

    expect([began.code, code, ended.code]).toEqual([3, 74, 0]);
    // The answer alone brought on what had been posted before.
    expect(kept.map((line) => line.replace(/ \w+$/, ''))).toEqual(['Payments/payments-api 1.1.0 → Production (-)']);
    expect(added(before, await standings(world.as('admin')))).toHaveLength(13);
  });
});
