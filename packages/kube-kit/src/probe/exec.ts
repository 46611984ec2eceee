import { Writable } from 'node:stream';
import type { Connection } from '../connect/connection.ts';
import { field, listField, textField } from '../json.ts';
import { mostAnswerBytes, type ProbeOutcome, probeFailed } from './probe-answer.ts';
import { opened } from './web-socket.ts';

/** Runs a program in a container and waits for its end. */
export async function execInPod(options: {
  connection: Connection;
  namespace: string;
  pod: string;
  /** The pod's only or usual one by default. */
  container: string | undefined;
  argv: readonly string[];
  signal: AbortSignal;
}): Promise<ProbeOutcome> {
  const { connection, namespace, pod, container, argv, signal } = options;
  const what = `${argv[0]} in pod ${namespace}/${pod}`;
  const [output, errors] = [collector(), collector()];
  const { Exec } = await import('@kubernetes/client-node');
  const ended = deferred();
  const opening = new Exec(await connection.access.library()).exec(
    ...([namespace, pod] as const),
    // The server looks for a container of this very name; only without one it takes the pod's own.
    container as string,
    [...argv],
    output.stream,
    errors.stream,
    null,
    false,
    (status) => ended.resolve(status),
  );
  const socket = await opened({ opening, signal, server: connection.server, what });
  if (!socket.ok) return probeFailed(socket.problem);
  socket.value.addEventListener('close', () => ended.resolve(undefined));
  signal.addEventListener('abort', () => ended.resolve(undefined), { once: true });
  const status = await ended.promise;
  socket.value.close();
  if (status === undefined) {
    const timeout = { code: 'timeout' as const, message: `${what} did not end in time` };
    const cut = { code: 'unreachable' as const, message: `${what}: the connection was cut before it ended` };
    return probeFailed(signal.aborted ? timeout : cut);
  }
  return outcomeOf({ status, what, output: output.text(), truncated: output.truncated(), errors: errors.text() });
}

function outcomeOf(options: {
  status: unknown;
  what: string;
  output: string;
  truncated: boolean;
  errors: string;
}): ProbeOutcome {
  const { status, what, output, truncated, errors } = options;
  const exitCode = exitCodeOf(status);
  if (exitCode === undefined) {
    const message = `${what}: ${textField(status, 'message') || 'it could not be started'}`;
    return { ...probeFailed({ code: 'unexpected-answer', message }), body: output, truncated };
  }
  const lastLine = output.trimEnd().split('\n').at(-1) ?? '';
  const printed = exitCode === 0 && /^[1-5]\d\d$/.test(lastLine) ? { status: Number(lastLine) } : {};
  const said = exitCode === 0 ? '' : (errors.trim().split('\n', 1)[0] ?? '');
  return { ...printed, exitCode, body: output, truncated, ...(said === '' ? {} : { said }) };
}

/** How a program ended, from the Status that ends an exec; undefined when it never ran. */
function exitCodeOf(status: unknown): number | undefined {
  if (field(status, 'status') === 'Success') return 0;
  const cause = listField(status, 'details', 'causes').find((one) => textField(one, 'reason') === 'ExitCode');
  // kwok's kubelet says it in words only.
  const inWords = /: exit status (\d+)$/.exec(textField(status, 'message'))?.[1] ?? '';
  const code = Number.parseInt(textField(cause, 'message') || inWords, 10);
  return Number.isNaN(code) ? undefined : code;
}

/** Keeps the beginning of what is written to it. */
function collector() {
  const chunks: Buffer[] = [];
  let size = 0;
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (size <= mostAnswerBytes) chunks.push(chunk);
      size += chunk.length;
      done();
    },
  });
  return {
    stream,
    text: () => Buffer.concat(chunks).subarray(0, mostAnswerBytes).toString('utf8'),
    truncated: () => size > mostAnswerBytes,
  };
}

function deferred() {
  let resolve: (status: unknown) => void = () => {};
  const promise = new Promise<unknown>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: (status: unknown) => resolve(status) };
}
