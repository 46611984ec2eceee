import { Transform } from 'node:stream';
import { parsed, textField } from '../json.ts';

const headerLength = 8;

/**
 * Passes an exec's stream (SPDY/3.1) on, from kwok to the API server, and gives a command that failed the status that a
 * kubelet would: kwok says that the command could not be run, in which the exit code stands, so that `kubectl exec`
 * would end with 1 whatever it was. What does not name `mark` is passed on as it came.
 */
export function exitCodeFrames(mark: string): Transform {
  let rest: Buffer = Buffer.alloc(0);
  let inFrames = false;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      rest = Buffer.concat([rest, chunk]);
      if (!inFrames) {
        const end = rest.indexOf('\r\n\r\n');
        if (end === -1) return done();
        this.push(rest.subarray(0, end + 4));
        rest = rest.subarray(end + 4);
        inFrames = true;
      }
      for (;;) {
        if (rest.length < headerLength) return done();
        const length = headerLength + rest.readUIntBE(5, 3);
        if (rest.length < length) return done();
        this.push(withExitCode(rest.subarray(0, length), mark));
        rest = rest.subarray(length);
      }
    },
    flush(done) {
      // A connection that was cut off in the middle.
      this.push(rest);
      done();
    },
  });
}

function withExitCode(frame: Buffer, mark: string): Buffer {
  // The first bit tells control frames, whose content is compressed, from data.
  const isData = ((frame[0] ?? 0) & 0x80) === 0;
  if (!isData || !frame.includes(mark)) return frame;
  const status = parsed(frame.subarray(headerLength).toString('utf8'));
  const code = /: exit status (\d+)$/.exec(textField(status, 'message'))?.[1];
  if (textField(status, 'status') !== 'Failure' || code === undefined) return frame;
  const said = Buffer.from(JSON.stringify(nonZeroExit(code)));
  const head = Buffer.from(frame.subarray(0, headerLength));
  head.writeUIntBE(said.length, 5, 3);
  return Buffer.concat([head, said]);
}

/** The status by which a kubelet tells an exit code. [client] */
function nonZeroExit(code: string): object {
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: exit status ${code}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: code }] },
  };
}
