import { jsonText } from './json-text.ts';

const texts = new WeakMap<Response, string>();

/** A response of JSON that remembers its text, so that whoever sends it need not read it back from a stream. */
export function jsonResponse(
  body: unknown,
  options: { status: number; headers?: Readonly<Record<string, string>> },
): Response {
  const text = jsonText(body);
  const headers = { 'content-type': 'application/json', ...options.headers };
  const response = new Response(text, { status: options.status, headers });
  texts.set(response, text);
  return response;
}

/** The text of a response that `jsonResponse` made. */
export function textOf(response: Response): string | undefined {
  return texts.get(response);
}
