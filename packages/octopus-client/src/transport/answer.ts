import { OctopusBadAnswerError } from '../errors/octopus-error.ts';

/** A body that begins as JSON was cut short on its way: what it answered happened. Anything else is not Octopus. */
export function requireJson(operation: string, text: string): void {
  try {
    JSON.parse(text);
  } catch {
    const isCut = /^\s*[[{]/.test(text);
    throw new OctopusBadAnswerError({
      message: `${operation} was answered with ${isCut ? 'a body that ends too early' : 'something that is not JSON'}`,
      operation,
      outcome: 'unknown',
      // A cut body is worth another try, so it has no status; a page of something else is not.
      status: isCut ? undefined : 200,
      hint: isCut
        ? 'Check the network between here and the server.'
        : 'Check that the address is that of an Octopus server.',
    });
  }
}

/** The same answer with its body at hand. */
export function rebuildResponse(response: Response, body: string | ArrayBuffer): Response {
  const { status, statusText, headers } = response;
  const copy = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) copy.delete(name);
  // openapi-fetch reads a length of 0 as "no body".
  if (body === '') copy.set('content-length', '0');
  return new Response(body, { status: status === 204 || status === 205 ? 200 : status, statusText, headers: copy });
}
