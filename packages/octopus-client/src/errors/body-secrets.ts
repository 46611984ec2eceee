/** Fields whose text is secret wherever they stand; `NewValue` is how a sensitive property travels. `[docs]` */
const secretName = /(password|passphrase|secret|token|api-?key|private-?key|^NewValue$)/i;

/**
 * The secret texts in the body of a request: sensitive values that are being set, passwords, keys and tokens. A server that refuses the request may
 * repeat them in its answer.
 */
export function secretsOfBody(body: string | null): readonly string[] {
  if (body === null) return [];
  const found: string[] = [];
  try {
    collect(JSON.parse(body), found);
  } catch {
    // Not JSON: nothing in it has a name to know it by.
  }
  return found;
}

function collect(value: unknown, found: string[]): void {
  if (typeof value !== 'object' || value === null) return;
  const isSensitive = 'Type' in value && value.Type === 'Sensitive';
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner !== 'string') collect(inner, found);
    // One letter in every word of a message would hide nothing and spoil the message.
    else if (inner.length > 1 && (secretName.test(name) || (isSensitive && name === 'Value'))) found.push(inner);
  }
}
