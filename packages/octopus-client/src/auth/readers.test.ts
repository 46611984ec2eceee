import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rejection } from '../testing/fake-server.ts';
import { signingServer } from '../testing/signing-server.ts';
import { credentialFromCommand } from './from-command.ts';
import { credentialFromFile } from './from-file.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credential-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a key in a file', () => {
  it('is read again when it was rotated', async () => {
    const file = join(folder, 'rotated');
    await writeFile(file, 'API-OLD\n');
    const { client, accept, signatures } = signingServer(credentialFromFile(file));
    accept('API-OLD');
    await client.api.GET('/api/users/me');

    await writeFile(file, 'API-NEW\r\n');
    accept('API-NEW');
    await client.api.GET('/api/users/me');

    expect(signatures()).toEqual(['API-OLD', 'API-OLD', 'API-NEW']);
  });

  it('can be an access token', async () => {
    const file = join(folder, 'token');
    await writeFile(file, 'ey.a.b');
    const { client, accept } = signingServer(credentialFromFile(file, { holds: 'access-token' }));
    accept('Bearer ey.a.b');

    await expect(client.api.GET('/api/users/me')).resolves.toMatchObject({ data: { Id: 'Users-1' } });
  });

  it.each([
    ['is not there', undefined, 'cannot be read (ENOENT)'],
    ['is empty', '\n', 'is empty'],
    ['holds more', 'key: API-SECRET1\nother', 'holds more than one word'],
  ])('is missed by the name of the file when that %s', async (name, text, expected) => {
    const file = join(folder, name);
    if (text !== undefined) await writeFile(file, text);
    const { client } = signingServer(credentialFromFile(file));

    const error = await rejection(client.api.GET('/api/users/me'));

    expect(error).toMatchObject({
      code: 'auth',
      outcome: 'not-sent',
      message: expect.stringContaining(`${file} ${expected}`),
    });
    expect(String(error)).not.toContain('API-SECRET1');
  });
});

describe('a key from a command', () => {
  const run = (script: string, ...args: string[]) => credentialFromCommand([process.execPath, '-e', script, ...args]);

  it('is what it prints; its arguments are nobody else’s business', async () => {
    const { client, accept } = signingServer(run('console.log(process.argv[1])', 'API-$HOME;"&|'));
    accept('API-$HOME;"&|');

    await expect(client.api.GET('/api/users/me')).resolves.toMatchObject({ data: { Id: 'Users-1' } });
  });

  it.each([
    ['cannot be started', credentialFromCommand([join('no', 'such', 'program')]), 'could not be started (ENOENT)'],
    ['fails', run('console.log("API-SECRET1");console.error("API-SECRET2");process.exitCode=3'), 'ended with 3'],
    ['prints too much', run('console.log("A".repeat(100000))'), 'prints more than 65536 bytes'],
    ['prints nothing', run(''), 'is empty'],
  ])('is missed when that %s, and nothing of what it said is told', async (_, source, expected) => {
    const { client } = signingServer(source);

    const error = await rejection(client.api.GET('/api/users/me'));

    expect(error).toMatchObject({ code: 'auth', outcome: 'not-sent', message: expect.stringContaining(expected) });
    expect(`${error} ${JSON.stringify(error)}`).not.toMatch(/API-SECRET/);
  });

  it('is ended when nobody waits any more', async () => {
    const { client } = signingServer(run('setInterval(() => {}, 1000)'));

    expect(await rejection(client.api.GET('/api/users/me', { signal: AbortSignal.timeout(300) }))).toMatchObject({
      name: 'TimeoutError',
    });
  });
});
