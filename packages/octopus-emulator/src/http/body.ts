import type { BodyKind } from './api.ts';
import { badRequest } from './problem.ts';
import { receivedBytes, receivedText } from './received.ts';

/** A file that was sent, with the name it was sent under. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Reads a body: bytes as they are, a file, or JSON. Some clients send names in camelCase: the top-level ones are capitalised. [client] */
export async function readBody(request: Request, kind: BodyKind): Promise<unknown> {
  if (kind === 'file') return readFile(request);
  if (kind === 'bytes') return await receivedBytes(request);
  if (request.method === 'GET' || request.method === 'HEAD' || request.body === null) return undefined;
  const text = await receivedText(request);
  if (text.trim() === '') return undefined;
  const body = parse(text);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]),
  );
}

/** The first file of a form, or the body itself, under the name that its disposition gives. */
async function readFile(request: Request): Promise<UploadedFile | undefined> {
  const type = request.headers.get('content-type') ?? '';
  const bytes = await receivedBytes(request);
  if (type.includes('multipart/form-data')) {
    const received = new Response(bytes, { headers: { 'content-type': type } });
    const form = await received.formData().catch(() => undefined);
    for (const [, value] of form ?? []) {
      if (typeof value !== 'string') return { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) };
    }
    return undefined;
  }
  const name = /filename="?([^";]+)"?/i.exec(request.headers.get('content-disposition') ?? '')?.[1];
  return name === undefined ? undefined : { name, bytes };
}

/** The text fields of a form or a JSON object, as they are named; empty for anything else. */
export async function readFields(request: Request): Promise<Readonly<Record<string, string | undefined>>> {
  const text = await receivedText(request);
  if (request.headers.get('content-type')?.includes('x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  const body = text.trim() === '' ? {} : parse(text);
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** How deep JSON may be nested: what the JSON libraries of .NET take unless told otherwise. [guess] */
const DEEPEST = 64;

function parse(text: string): unknown {
  const value = parsed(text);
  if (isDeeper(value, DEEPEST)) throw badRequest([`The body is nested more than ${DEEPEST} deep.`]);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest([`The body is not JSON: ${error instanceof Error ? error.message : error}`]);
  }
}

/** Level by level: what is nested too deep is too deep for a call inside a call too. */
function isDeeper(value: unknown, deepest: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth <= deepest; depth += 1) {
    level = level.flatMap((inner) => (typeof inner === 'object' && inner !== null ? Object.values(inner) : []));
    if (level.length === 0) return false;
  }
  return true;
}
