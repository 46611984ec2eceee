import { problemOf } from '../connect/api-request.ts';
import { messageOf, unreachable } from '../connect/connection.ts';
import type { KubeProblem } from '../result.ts';

/** As much of a web socket as is wanted of the Kubernetes client's. */
export interface OpenSocket {
  close(): void;
  addEventListener(type: 'close', listener: () => void): void;
}

/**
 * Waits for a web socket, but not longer than the signal: a socket that opens afterwards is closed again. The problem
 * of one that does not open is the API server's refusal, by its status.
 */
export async function opened<S extends OpenSocket>(options: {
  opening: Promise<S>;
  signal: AbortSignal;
  server: string;
  what: string;
}): Promise<{ ok: true; value: S } | { ok: false; problem: KubeProblem }> {
  const { opening, signal, server, what } = options;
  const given = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    const socket = await Promise.race([opening, given]);
    if (socket) return { ok: true, value: socket };
    opening.then(
      (late) => late.close(),
      () => undefined,
    );
    return { ok: false, problem: { code: 'timeout', message: `${what}: no answer from ${server} in time` } };
  } catch (error) {
    // The library rejects with the event of the socket, not with an error.
    const message = error instanceof Error ? messageOf(error) : String(Reflect.get(Object(error), 'message'));
    const status = /Unexpected server response: (\d+)/.exec(message)?.[1];
    if (status === undefined) return { ok: false, problem: unreachable(server, message) };
    return { ok: false, problem: problemOf(Number(status), `${what}: the API server answers ${status}`) };
  }
}
