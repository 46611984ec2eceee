/** What is sent of a request, each time again: bytes as they are, anything else as text. */
export async function bodyOf(request: Request): Promise<string | ArrayBuffer | null> {
  if (request.body === null) return null;
  return isBytes(request.headers.get('content-type')) ? request.arrayBuffer() : request.text();
}

/** Whether a body of a type, or an answer that is wanted as one, is not text. */
export function isBytes(type: string | null): boolean {
  return type === 'application/octet-stream';
}
