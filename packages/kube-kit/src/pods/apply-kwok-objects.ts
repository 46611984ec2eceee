import { text } from 'node:stream/consumers';
import { type Connection, messageOf } from '../connect/connection.ts';
import type { KwokObject } from './kwok-objects.ts';

/**
 * Applies objects one after the other, each again and again until it is accepted or the signal ends it: kwok's kinds may
 * not be there yet, nor the API server. Hears why one was not accepted, once per reason.
 */
export async function applyKwokObjects(options: {
  connection: Connection;
  objects: readonly KwokObject[];
  signal: AbortSignal;
  pause: () => Promise<void>;
  hear: (line: string) => void;
}): Promise<void> {
  const { objects, pause, hear, ...rest } = options;
  let told = '';
  for (const object of objects) {
    for (;;) {
      if (rest.signal.aborted) return;
      const problem = await apply({ ...rest, ...object });
      if (problem === undefined) break;
      if (problem !== told) hear(problem);
      told = problem;
      await pause();
    }
  }
}

async function apply(
  options: KwokObject & { connection: Connection; signal: AbortSignal },
): Promise<string | undefined> {
  const { connection, path, object, signal } = options;
  const opened = await connection.request({
    ...{ method: 'PATCH', path: `${path}?fieldManager=octotrain-pods&force=true`, signal },
    headers: { accept: 'application/json', 'content-type': 'application/apply-patch+yaml' },
  });
  if (!opened.ok) return opened.problem.message;
  const request = opened.value;
  return new Promise((resolve) => {
    request.on('error', (error) => resolve(`${path}: ${messageOf(error)}`));
    request.on('response', (response) => {
      text(response).then(
        (body) =>
          resolve((response.statusCode ?? 500) < 300 ? undefined : `${path}: ${response.statusCode} ${body.trim()}`),
        (error) => resolve(`${path}: ${messageOf(error)}`),
      );
    });
    request.end(JSON.stringify(object));
  });
}
