import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { acquireFileLock } from '../file-lock.ts';

/**
 * A process that wants the lock of a folder again and again. It writes into `log` when it comes in and when it goes out, and on its standard output that it
 * has been in. After `lives` times it kills itself while it holds the lock.
 */
const [folder = '', lives = '0'] = process.argv.slice(2);
const log = join(folder, 'log');

for (let left = Number(lives); ; ) {
  const lock = await acquireFileLock({ folder, name: 'friday', what: 'contending' });
  if (!lock.ok) continue;
  appendFileSync(log, `in ${process.pid}\n`);
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
  // Others come to their turn while this one is inside.
  await wait(Math.random() * 8);
  appendFileSync(log, `out ${process.pid}\n`);
  await lock.release();
  process.stdout.write('been in\n');
}
