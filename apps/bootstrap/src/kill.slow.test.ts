import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createEmulator, type Emulator } from '@octotrain/octopus-emulator';
import { expect, it } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

/** The program as a process of its own, from its source. */
function start(words: readonly string[], server: { url: string; key: string }) {
  return spawn(process.execPath, ['--conditions=source', '--import', 'tsx', main, ...words], {
    env: { ...process.env, OCTOPUS_URL: server.url, OCTOPUS_API_KEY: server.key, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function writesOf(emulator: Emulator): number {
  return emulator.snapshot().documents.Events?.length ?? 0;
}

it('is killed for good in the middle of an apply, and goes on when it is run again', { timeout: 120_000 }, async () => {
  const emulator = await createEmulator();
  const { url } = await emulator.listen();
  const server = { url, key: emulator.administratorKey };
  const killed = start(['apply', '--yes'], server);
  const ended = once(killed, 'exit');

  while (writesOf(emulator) < 30 && killed.exitCode === null) await pause(5);
  killed.kill('SIGKILL');
  await ended;
  const afterKill = writesOf(emulator);

  const next = start(['apply', '--yes', '--json'], server);
  const chunks: Buffer[] = [];
  next.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = await once(next, 'close');
  await emulator.close();

  expect(killed.exitCode).toBeNull();
  expect(afterKill).toBeGreaterThanOrEqual(30);
  expect(code).toBe(0);
  const told = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  expect(told).toMatchObject({ verified: true });
  expect(told.unchanged).toBeGreaterThan(20);
  expect(told.written).toBeGreaterThan(0);
  console.log(`killed behind ${afterKill} writes, then ${told.written} more`);
});
