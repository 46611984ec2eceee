import type { IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { field, listField, parsed, textField } from '../json.ts';
import { textOf } from './api-call.ts';

/** What a watch of a list tells. */
export interface ObjectListener {
  /** All there are, at the beginning and whenever what was between is not known. */
  replace(objects: readonly unknown[]): void;
  put(object: unknown): void;
  remove(object: unknown): void;
}

/**
 * Follows a list of objects of the API server until the signal: lists them, then watches for changes, and begins anew
 * whenever the connection ends or the server has forgotten where we were (410). Goes on for ever where the server is away.
 */
export async function watchObjects(options: {
  /** The path of the list. */
  path: string;
  /** Sends a GET; rejects where nothing answers. */
  get: (path: string) => Promise<IncomingMessage>;
  listener: ObjectListener;
  /** Passes the time between two tries. */
  pause: () => Promise<void>;
  signal: AbortSignal;
}): Promise<void> {
  const { path, get, listener, pause, signal } = options;
  let version = '';
  while (!signal.aborted) {
    try {
      if (version === '') version = await list({ path, get, listener });
      version = await follow({ path, get, listener, version });
    } catch {
      // Whatever ended the connection: the server is asked again, from where we were.
      if (!signal.aborted) await pause();
    }
  }
}

type Source = Pick<Parameters<typeof watchObjects>[0], 'path' | 'get' | 'listener'>;

async function list({ path, get, listener }: Source): Promise<string> {
  const answer = await get(path);
  const text = await textOf(answer);
  if (answer.statusCode !== 200) throw new Error(`the list ${path} was answered with ${answer.statusCode}`);
  const value = parsed(text);
  listener.replace(listField(value, 'items'));
  return textField(value, 'metadata', 'resourceVersion');
}

/** Gives the version to go on from; an empty one where the list has to be read again. */
async function follow({ path, get, listener, version }: Source & { version: string }): Promise<string> {
  const query = `watch=1&allowWatchBookmarks=true&resourceVersion=${encodeURIComponent(version)}`;
  const answer = await get(`${path}${path.includes('?') ? '&' : '?'}${query}`);
  if (answer.statusCode !== 200) {
    answer.resume();
    if (answer.statusCode === 410) return '';
    throw new Error(`the watch of ${path} was answered with ${answer.statusCode}`);
  }
  let last = version;
  const lines = createInterface({ input: answer, crlfDelay: Number.POSITIVE_INFINITY });
  // A broken connection ends the lines; where we were is still known.
  answer.on('error', () => lines.close());
  for await (const line of lines) {
    const event = parsed(line);
    const object = field(event, 'object');
    const type = textField(event, 'type');
    if (type === 'ERROR') return '';
    if (type === 'ADDED' || type === 'MODIFIED') listener.put(object);
    if (type === 'DELETED') listener.remove(object);
    last = textField(object, 'metadata', 'resourceVersion') || last;
  }
  return last;
}
