/** Replaces secrets in a text. */
export type Redact = (text: string) => string;

const shown = '[secret]';

/** Hides the given secrets, as they are and as they look in an address, and whatever else looks like an API key or token. */
export function createRedact(secrets: readonly string[]): Redact {
  const known = secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, inAddress(secret), JSON.stringify(secret).slice(1, -1)])
    // The longest first: a secret that begins like another would leave its end behind.
    .sort((a, b) => b.length - a.length);
  return (text) =>
    known
      .reduce((hidden, secret) => hidden.replaceAll(secret, shown), text)
      .replace(/\bAPI-[A-Za-z0-9]{6,}/gi, shown)
      .replace(/\b(api-?key=)[^&\s"']+/gi, `$1${shown}`)
      .replace(/\b(Bearer\s+)[\w.~+/-]+=*/gi, `$1${shown}`)
      .replace(/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, shown)
      .replace(/(\/\/)[^/\s:@]+:[^/\s@]+@/g, `$1${shown}@`);
}

/** A copy of an error and of what caused it, with secrets hidden and only texts kept. */
export function redactCause(cause: unknown, redact: Redact): Error | undefined {
  if (cause === undefined || cause === null) return undefined;
  if (!(cause instanceof Error)) return new Error(redact(String(cause)));
  const inner = redactCause(cause.cause, redact);
  const copy = new Error(redact(cause.message), inner ? { cause: inner } : undefined);
  copy.name = cause.name;
  copy.stack = redact(cause.stack ?? '');
  return 'code' in cause ? Object.assign(copy, { code: cause.code }) : copy;
}

/** As it looks in an address. Half a character has no such form, and cannot be sent in one. */
function inAddress(secret: string): string {
  return /\p{Surrogate}/u.test(secret) ? secret : encodeURIComponent(secret);
}
