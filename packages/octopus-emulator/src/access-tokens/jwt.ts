/** A JSON Web Token in its parts; nothing of it is verified. */
export interface ParsedJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What the signature is made of. */
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** Takes a compact token apart; undefined for what is none. */
export function parseJwt(token: string): ParsedJwt | undefined {
  const [head, body, signature, ...rest] = token.split('.');
  if (head === undefined || body === undefined || signature === undefined || rest.length > 0) return undefined;
  const header = readPart(head);
  const claims = readPart(body);
  if (header === undefined || claims === undefined) return undefined;
  return { header, claims, signed: Buffer.from(`${head}.${body}`), signature: Buffer.from(signature, 'base64url') };
}

function readPart(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
}

/** A compact token, signed by `sign`. */
export function writeJwt(options: { header: object; claims: object; sign: (signed: Buffer) => Buffer }): string {
  const signed = [options.header, options.claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${options.sign(Buffer.from(signed)).toString('base64url')}`;
}

/** Clocks of two machines differ a little. [guess for the figure] */
const SKEW_MS = 60_000;

/** Why a token does not hold now; undefined when it does. A token without an end never holds. [docs for exp] */
export function timeProblem({ claims }: ParsedJwt, nowMs: number): string | undefined {
  const { exp, nbf } = claims;
  if (typeof exp !== 'number') return 'The token says no time to end: exp.';
  if (exp * 1_000 + SKEW_MS <= nowMs) return 'The token has expired.';
  if (typeof nbf === 'number' && nbf * 1_000 - SKEW_MS > nowMs) return 'The token does not hold yet.';
  return undefined;
}
