import { expect, it } from 'vitest';
import { virtualClock } from './clock/virtual-clock.ts';
import { createEmulator } from './emulator.ts';

it('answers the root document without a key', async () => {
  const emulator = await createEmulator();

  const response = await emulator.fetch(new Request('http://octopus/api'));

  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ Application: 'Octopus Deploy' });
});

it('starts with one default space', async () => {
  const emulator = await createEmulator();

  const response = await emulator.fetch(
    new Request('http://octopus/api/spaces/all', { headers: { 'X-Octopus-ApiKey': emulator.administratorKey } }),
  );

  expect(await response.json()).toMatchObject([{ Id: 'Spaces-1', Name: 'Default', IsDefault: true }]);
});

it('does nothing more once it is closed, although a task was under way', async () => {
  const clock = virtualClock(Date.UTC(2026, 10, 27));
  const emulator = await createEmulator({ clock });
  const asked = await emulator.fetch(
    new Request('http://octopus/api/tasks', {
      method: 'POST',
      headers: { 'X-Octopus-ApiKey': emulator.administratorKey },
      body: JSON.stringify({ Name: 'SystemIntegrityCheck', Description: 'Check System Integrity' }),
    }),
  );
  clock.advance(600);
  const before = emulator.snapshot();
  expect(clock.pending()).toBeGreaterThan(0);

  await emulator.close();
  clock.advance(60_000);

  expect(asked.status).toBe(201);
  expect(clock.pending()).toBe(0);
  expect(emulator.snapshot()).toEqual(before);
});
