import { expect, it } from 'vitest';
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
