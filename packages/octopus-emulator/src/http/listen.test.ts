import { afterEach, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../emulator.ts';
import { readFaults } from '../faults/create.ts';

const open: Emulator[] = [];
afterEach(async () => {
  for (const emulator of open.splice(0)) await emulator.close();
});

async function listening(faults?: string) {
  const read = faults === undefined ? undefined : readFaults({ text: faults, file: 'faults.yaml' });
  const emulator = await createEmulator(read?.ok ? { faults: read.plan } : {});
  open.push(emulator);
  const server = await emulator.listen();
  const headers = { 'X-Octopus-ApiKey': emulator.administratorKey };
  const create = (Name: string) =>
    fetch(`${server.url}/api/environments`, { method: 'POST', headers, body: JSON.stringify({ Name }) });
  const names = () => emulator.world.store.all('Environments').map((environment) => environment.Name);
  return { emulator, server, create, names, headers };
}

it('serves on loopback', async () => {
  const { server, create, headers } = await listening();

  const made = await create('Development');
  const read = await fetch(`${server.url}/api/environments/all`, { headers });

  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(made.status).toBe(201);
  expect(await read.json()).toMatchObject([{ Name: 'Development' }]);
  expect((await fetch(`${server.url}/elsewhere`)).status).toBe(404);
});

it('says with its code that a port is taken', async () => {
  const { server, emulator } = await listening();

  await expect(emulator.listen({ port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

it('cuts the connection before or after the write, as faults ask', async () => {
  const { create, names } = await listening(
    [
      '- match: { route: POST /api/environments }',
      '  do: { drop: before }',
      '  times: 1',
      '- match: { route: POST /api/environments }',
      '  do: { drop: after }',
      '  times: 1',
    ].join('\n'),
  );

  await expect(create('One')).rejects.toThrow(TypeError);
  expect(names()).toEqual([]);
  await expect(create('Two')).rejects.toThrow(TypeError);
  expect(names()).toEqual(['Two']);
  expect((await create('Three')).status).toBe(201);
});

it('has carried out what it dropped after the write', async () => {
  const { create, names } = await listening('- { match: { route: POST /api/** }, do: { drop: after }, times: 1 }');

  await expect(create('One')).rejects.toThrow(TypeError);
  expect(names()).toEqual(['One']);
  expect((await create('One')).status).toBe(400);
});

it('answers with the asked status after the write', async () => {
  const { create, names } = await listening(
    '- { match: { route: POST /api/** }, do: { status: 500, write: after }, times: 1 }',
  );

  expect((await create('One')).status).toBe(500);
  expect(names()).toEqual(['One']);
});
