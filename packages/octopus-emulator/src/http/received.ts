import { HttpProblem } from './problem.ts';

/** How long a body of JSON may be, in bytes: what ASP.NET takes unless told otherwise. [guess] */
export const LONGEST_JSON = 30_000_000;
/** How long a file may be, in bytes: it is held in memory. */
const LONGEST_FILE = 1024 ** 3;

/** A body as it came, or 413 once it is longer than allowed: what is too long is not read to its end. */
export async function receivedBytes(
  request: Request,
  longest: number = LONGEST_FILE,
): Promise<Uint8Array<ArrayBuffer>> {
  const said = Number(request.headers.get('content-length') ?? 0);
  if (said > longest) throw tooLong(longest);
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    if (length > longest) throw tooLong(longest);
    chunks.push(chunk);
  }
  return joined(chunks, length);
}

/**
 * A body as text. It is UTF-8 unless it says that it is of another encoding, 415; so is what is clearly no JSON. Scripts send JSON
 * under no name, as a form or as plain text, and servers take it. [client]
 */
export async function receivedText(request: Request): Promise<string> {
  const type = request.headers.get('content-type') ?? '';
  if (otherType.test(type) || otherCharset.test(type)) {
    throw new HttpProblem(415, `The request's body is of a type that is not read here: ${type}. Send JSON in UTF-8.`);
  }
  const bytes = await receivedBytes(request, LONGEST_JSON);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HttpProblem(400, 'The body is not text in UTF-8.');
  }
}

const otherType = /^\s*(?:image|audio|video|font|multipart)\/|[/+]xml\b|^\s*text\/html\b/i;
const otherCharset = /;\s*charset\s*=\s*(?!"?(?:utf-?8|us-ascii)"?\s*(?:;|$))/i;

function tooLong(longest: number): HttpProblem {
  return new HttpProblem(413, `The request is too long: at most ${longest} bytes are read.`);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
