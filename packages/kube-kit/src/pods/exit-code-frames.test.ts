import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exitCodeFrames } from './exit-code-frames.ts';

const head = Buffer.from('HTTP/1.1 101 Switching Protocols\r\nUpgrade: SPDY/3.1\r\n\r\n');

function frame(payload: string | Buffer, first = 0): Buffer {
  const content = Buffer.from(payload);
  const header = Buffer.alloc(8);
  header[0] = first;
  header[3] = 7;
  header.writeUIntBE(content.length, 5, 3);
  return Buffer.concat([header, content]);
}

function failure(code: number, mark: string): string {
  const message = `error executing command in container: cmd wait: node exec.cjs ${mark}: exit status ${code}`;
  return JSON.stringify({ metadata: {}, status: 'Failure', message, reason: 'InternalError', code: 500 });
}

/** Sends all of it in pieces of a size. */
function through(all: Buffer, size: number): Promise<Buffer> {
  const pieces = Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.subarray(at * size, (at + 1) * size),
  );
  return buffer(Readable.from(pieces).pipe(exitCodeFrames('the-ticket')));
}

it.each([1, 7, 1000])("a command's exit code is told as a kubelet would, in pieces of %i", async (size) => {
  const before = Buffer.concat([head, frame('some output')]);
  const after = frame(Buffer.from([1, 2, 3]), 0x80);

  const passed = await through(Buffer.concat([before, frame(failure(22, 'the-ticket')), after]), size);

  expect(passed.subarray(0, before.length)).toEqual(before);
  expect(passed.subarray(-after.length)).toEqual(after);
  const changed = passed.subarray(before.length, -after.length);
  expect(changed.readUIntBE(5, 3)).toBe(changed.length - 8);
  expect(changed.subarray(0, 5)).toEqual(frame('').subarray(0, 5));
  expect(JSON.parse(changed.subarray(8).toString())).toMatchObject({
    ...{ status: 'Failure', reason: 'NonZeroExitCode' },
    details: { causes: [{ reason: 'ExitCode', message: '22' }] },
  });
});

it.each<[string, Buffer]>([
  ['the failure of another command', frame(failure(1, 'another'))],
  ['output that names it', frame('the-ticket: exit status 3')],
  ['a failure that is no exit', frame(JSON.stringify({ status: 'Failure', message: 'the-ticket: killed' }))],
  ['a control frame that names it', frame(failure(1, 'the-ticket'), 0x80)],
  ['a frame that was cut off', frame('half').subarray(0, 10)],
])('%s is passed on as it came', async (_name, some) => {
  const all = Buffer.concat([head, some]);

  expect(await through(all, 5)).toEqual(all);
});

it('whatever is no failure of this command comes through unchanged, however it is cut', async () => {
  const contents = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(contents, fc.integer({ min: 1, max: 30 }), async (payloads, size) => {
      const all = Buffer.concat([head, ...payloads.map((payload) => frame(Buffer.from(payload)))]);
      expect(await through(all, size)).toEqual(all);
    }),
  );
});
