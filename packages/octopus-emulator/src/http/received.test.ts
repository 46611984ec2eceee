import { describe, expect, it } from 'vitest';
import { newServer } from '../testing/people.ts';
import { LONGEST_JSON } from './received.ts';

const valid = JSON.stringify({ Name: 'Development' });

async function send(body: string | Uint8Array<ArrayBuffer>, type?: string) {
  const { emulator } = await newServer();
  const headers = {
    'x-octopus-apikey': emulator.administratorKey,
    ...(type === undefined ? {} : { 'content-type': type }),
  };
  const response = await emulator.fetch(
    new Request('http://octopus/api/environments', { method: 'POST', headers, body }),
  );
  return { status: response.status, body: Object(await response.json()) };
}

describe('a body', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'application/x-www-form-urlencoded', 'text/plain'])(
    'is JSON under the type %s',
    async (type) => {
      expect((await send(valid, type)).status).toBe(201);
    },
  );

  it.each([
    'application/xml',
    'text/html',
    'multipart/form-data; boundary=x',
    'image/png',
    'application/json; charset=utf-16',
  ])('of the type %s is refused with 415', async (type) => {
    expect(await send(valid, type)).toEqual({
      status: 415,
      body: { ErrorMessage: expect.stringContaining(type), Errors: [expect.any(String)] },
    });
  });

  it('is UTF-8, after a byte order mark too', async () => {
    const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(valid)]);

    expect((await send(marked)).status).toBe(201);
    expect((await send(new Uint8Array([0x22, 0xff, 0x22]))).body.Errors).toEqual(['The body is not text in UTF-8.']);
  });

  it('is refused with 413 when it is too long, before it is read to its end', async () => {
    const { emulator } = await newServer();
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1_000_000;
        controller.enqueue(new Uint8Array(1_000_000).fill(0x20));
      },
    });
    const headers = { 'x-octopus-apikey': emulator.administratorKey };
    const init = { method: 'POST', headers, body: endless, duplex: 'half' } as const;

    const response = await emulator.fetch(new Request('http://octopus/api/environments', init));

    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(2 * LONGEST_JSON);
  });

  it('may be nested, but not without end', async () => {
    const nested = (depth: number) => `{"Name":"x","Other":${'['.repeat(depth)}${']'.repeat(depth)}}`;

    expect((await send(nested(60))).status).toBe(201);
    expect((await send(nested(100_000))).body.Errors).toEqual(['The body is nested more than 64 deep.']);
  });
});
