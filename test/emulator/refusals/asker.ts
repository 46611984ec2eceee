import type { Emulator } from '@octotrain/octopus-emulator';

/** A request as it is sent, also one that no client would send. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export interface Told {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

export async function tell(emulator: Pick<Emulator, 'fetch'>, sent: Sent): Promise<Told> {
  const { method, headers, body } = sent;
  const request = new Request(`http://octopus.invalid${sent.path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const response = await emulator.fetch(request);
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
}

const stackLine = /\n\s+at |\bat \S+ \(|\.[jt]s:\d+/;

/** What is wrong with an answer as a refusal: it is a 4xx that says why, and tells nothing else. */
export function faultsOfRefusal({ status, type, text }: Told, secrets: readonly string[]): readonly string[] {
  const faults = secrets.filter((secret) => text.includes(secret)).map((secret) => `it tells the secret ${secret}`);
  if (stackLine.test(text)) faults.push('it tells a stack');
  if (status < 400 || status > 499) faults.push(`the status is ${status}`);
  if (!type.startsWith('application/json')) return [...faults, `it is ${type}`];
  const body: Record<string, unknown> = Object(JSON.parse(text));
  const isTokens = typeof body.error === 'string' && typeof body.error_description === 'string';
  const errors = body.Errors ?? [];
  const isSentences = Array.isArray(errors) && errors.every((error) => typeof error === 'string' && error !== '');
  const isUsual = typeof body.ErrorMessage === 'string' && body.ErrorMessage !== '' && isSentences;
  if (status === 400 && body.Errors === undefined && !isTokens) faults.push('it does not say what is wrong');
  return isUsual || isTokens ? faults : [...faults, `its form is not that of a refusal: ${text.slice(0, 300)}`];
}

/** Every key and every secret value that a server knows. Texts too short to be told apart from others are none. */
export function secretsOf(documents: unknown): readonly string[] {
  const found = new Set<string>();
  collect(documents, found);
  return [...found].filter((secret) => secret.length >= 6);
}

const secretNames = new Set(['NewValue', 'Key', 'KeyHash', 'PrivateKey', 'Password']);

function collect(value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string' && secretNames.has(name)) found.add(inner);
    collect(inner, found);
  }
}
