import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startServer } from '../testing/server.ts';
import { readFileName } from './file-name.ts';
import { applyDelta, signatureOf } from './octodiff.ts';

interface Pushed {
  readonly Id: string;
  readonly PackageId: string;
  readonly Version: string;
  readonly Errors?: readonly string[];
}

async function withFeed() {
  const server = await startServer();
  const key = server.emulator.administratorKey;
  async function push(name: string, content: string | Uint8Array<ArrayBuffer>, path = '/api/packages/raw') {
    const form = new FormData();
    form.append('file', new Blob([content]), name);
    const request = new Request(`http://octopus${path}`, {
      method: 'POST',
      body: form,
      headers: { 'X-Octopus-ApiKey': key },
    });
    const response = await server.emulator.fetch(request);
    // The test says what it looks for, and fails when it is not there.
    return { status: response.status, body: (await response.json()) as Pushed };
  }
  async function content(id: string): Promise<string> {
    const request = new Request(`http://octopus/api/packages/${id}/raw`, { headers: { 'X-Octopus-ApiKey': key } });
    return (await server.emulator.fetch(request)).text();
  }
  return { ...server, push, content };
}

describe('the name of a file', () => {
  it.each([
    ['Acme.Web.1.0.0.zip', 'Acme.Web', '1.0.0', '.zip'],
    ['acme-web.1.2.3-beta.4+5.tar.gz', 'acme-web', '1.2.3-beta.4+5', '.tar.gz'],
    ['a.2.nupkg', 'a', '2', '.nupkg'],
    ['delta_x.2.0.0.zip', 'delta_x', '2.0.0', '.zip'],
  ])('%s says the package %s and the version %s', (name, packageId, version, extension) => {
    expect(readFileName(name)).toEqual({ packageId, version, extension });
  });

  it.each(['acme.zip', 'acme.1.0.0', ''])('%s says neither', (name) => {
    expect(readFileName(name)).toBeUndefined();
  });
});

describe('the built-in feed', () => {
  it('takes a file, and gives it back as it was', async () => {
    const { push, content, send } = await withFeed();

    const pushed = await push('Acme.Web.1.0.0.zip', 'first');
    const versions = await send<{ Items: { Version: string }[] }>(
      'GET',
      '/api/feeds/feeds-builtin/packages/versions?packageId=acme.web',
    );

    expect([pushed.status, pushed.body.PackageId, pushed.body.Version]).toEqual([201, 'Acme.Web', '1.0.0']);
    expect(pushed.body.Id).toBe('packages-Acme.Web.1.0.0');
    expect(await content(pushed.body.Id)).toBe('first');
    expect(versions.Items.map(({ Version }) => Version)).toEqual(['1.0.0']);
  });

  it('refuses, keeps or replaces a version that it has, as it is told', async () => {
    const { push, content } = await withFeed();
    const { body } = await push('acme.1.0.0.zip', 'first');

    const refused = await push('acme.1.0.0.zip', 'second');
    const ignored = await push('acme.1.0.0.zip', 'third', '/api/packages/raw?overwriteMode=IgnoreIfExists');
    expect([refused.status, ignored.status, await content(body.Id)]).toEqual([409, 200, 'first']);

    const replaced = await push('ACME.1.0.0.zip', 'fourth', '/api/packages/raw?overwriteMode=OverwriteExisting');
    expect([replaced.status, replaced.body.Id, await content(body.Id)]).toEqual([201, body.Id, 'fourth']);
  });

  it('lists packages, newest versions first, and deletes several at once or none', async () => {
    const { push, send, ask } = await withFeed();
    for (const name of ['a.1.9.0.zip', 'a.1.10.0.zip', 'b.1.0.0.zip']) await push(name, name);

    const listed = await send<{ Items: Pushed[] }>('GET', '/api/packages');
    const latest = await send<{ Items: Pushed[] }>('GET', '/api/packages?latest=true&filter=A');
    const one = await ask('DELETE', '/api/packages/bulk?ids=packages-a.1.9.0,packages-none');
    expect(listed.Items.map(({ Version }) => Version)).toEqual(['1.10.0', '1.9.0', '1.0.0']);
    expect(latest.Items.map(({ Version }) => Version)).toEqual(['1.10.0']);
    expect(one.status).toBe(404);

    await send('DELETE', '/api/packages/bulk?ids=packages-a.1.9.0,packages-b.1.0.0');
    expect(await send('GET', '/api/feeds/stats')).toMatchObject({ TotalPackages: 1 });
  });

  it('takes only what differs from the version before', async () => {
    const { push, content, send, ask } = await withFeed();
    await push('acme.1.0.0.zip', 'hello world');

    expect((await ask('GET', '/api/packages/other/1.0.0/delta-signature')).status).toBe(404);
    expect(await send('GET', '/api/packages/acme/2.0.0/delta-signature')).toMatchObject({ BaseVersion: '1.0.0' });

    const delta = deltaOf('hello moon', [copy(0, 6), data('moon')]);
    const pushed = await push('acme.2.0.0.zip', delta, '/api/packages/acme/1.0.0/delta');
    expect([pushed.status, await content(pushed.body.Id)]).toEqual([201, 'hello moon']);

    const broken = await push('acme.3.0.0.zip', deltaOf('other', [copy(0, 6)]), '/api/packages/acme/1.0.0/delta');
    expect([broken.status, broken.body.Errors]).toEqual([400, ['The delta does not fit acme 1.0.0.']]);
  });
});

describe('a signature', () => {
  it('has a checksum and a hash for each part of a file', () => {
    const signature = signatureOf(Buffer.alloc(2_048 + 5));

    expect(signature.subarray(0, 24).toString('latin1')).toBe('OCTOSIG\u0001\u0004SHA1\u0007Adler32>>>');
    expect(signature.length).toBe(24 + 2 * (2 + 4 + 20));
    expect(signature.readUInt16LE(24 + 26)).toBe(5);
  });

  it('is made of sums that other programs agree on', () => {
    // Sums of the bytes 1, 2, 3: a = 7, b = 2 + 4 + 7.
    expect(signatureOf(Buffer.from([1, 2, 3])).readUInt32LE(26)).toBe((13 << 16) | 7);
  });
});

describe('a delta', () => {
  it.each([
    ['is no delta', Buffer.from('nonsense')],
    ['copies from beyond the end', deltaOf('x', [copy(0, 99)])],
    ['breaks off', deltaOf('x', [Buffer.from([0x80, 1])])],
    ['knows other commands', deltaOf('x', [Buffer.from([1])])],
  ])('is refused when it %s', (_, delta) => {
    expect(applyDelta(Buffer.from('base'), delta)).toBeUndefined();
  });
});

function deltaOf(result: string, commands: readonly Buffer[]): Buffer<ArrayBuffer> {
  const hash = createHash('sha1').update(result).digest();
  const length = Buffer.from([20, 0, 0, 0]);
  const head = Buffer.from('OCTODELTA\u0001\u0004SHA1', 'latin1');
  return Buffer.concat([head, length, hash, Buffer.from('>>>'), ...commands]);
}

function number(value: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigInt64LE(BigInt(value));
  return buffer;
}

function copy(start: number, length: number): Buffer {
  return Buffer.concat([Buffer.from([0x60]), number(start), number(length)]);
}

function data(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x80]), number(text.length), Buffer.from(text)]);
}
