import type { Json } from './session.ts';

/** Stands where a secret was. */
export const marker = '(removed)';

/** A name that says that its value is a secret, as the last word of it. */
const secretName =
  /(^|[._-]|[a-z])(password|passphrase|secret|apikey|api[_-]key|accesskey|secretkey|privatekey|private[_-]key|jsonkey|signingkey|assertion|access[_-]?token|id[_-]?token|refresh[_-]?token|subject_token|bearertoken|cookie)$/i;
/** Only these names, whole. */
const secretNames = new Set(['token', 'newvalue', 'certificatedata', 'key', 'pfx']);
/** Keys of Octopus and tokens in the form of JWT, wherever they stand. */
const secretText =
  /API-[A-Z0-9]{10,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|(?<=:\/\/[^\s/:@]*:)[^\s/@]+(?=@)|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g;

/** Takes secrets out of what is kept. `known` are values that came as secrets before: they go wherever they stand. */
export interface Redactor {
  json(value: Json): Json;
  /** Path and query. */
  target(target: string): string;
  /** Remembers a value, such as the key of a header. */
  know(secret: string | null | undefined): void;
}

const SHORTEST_KNOWN = 8;

export function createRedactor(): Redactor {
  const known = new Set<string>();

  function text(value: string): string {
    let told = value.replace(secretText, marker);
    for (const secret of known) told = told.replaceAll(secret, marker);
    return told;
  }

  function hide(value: Json): Json {
    if (typeof value !== 'string' || value === '') return json(value);
    know(value);
    return marker;
  }

  function know(secret: string | null | undefined): void {
    if (secret && secret.length >= SHORTEST_KNOWN && secret !== marker) known.add(secret);
  }

  function json(value: Json): Json {
    if (typeof value === 'string') return text(value);
    if (value === null || typeof value !== 'object') return value;
    if (isList(value)) return value.map(json);
    const sensitive = value.Type === 'Sensitive' || value.IsSensitive === true;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        const secret = isSecretName(name) || (sensitive && name === 'Value');
        return [text(name), secret ? hide(inner) : json(inner)];
      }),
    );
  }

  return {
    json,
    know,
    target(target) {
      const [path = '', query] = target.split('?', 2);
      if (query === undefined) return text(path);
      const parameters = [...new URLSearchParams(query)].map(([name, value]): [string, string] => {
        if (isSecretName(name)) know(value);
        return [name, isSecretName(name) ? marker : text(value)];
      });
      return `${text(path)}?${new URLSearchParams(parameters)}`;
    },
  };
}

function isSecretName(name: string): boolean {
  return secretNames.has(name.toLowerCase()) || secretName.test(name);
}

/** Whether something was taken out of it: it cannot be sent as it was. */
export function holdsMarker(value: Json): boolean {
  if (typeof value === 'string') return value.includes(marker);
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some(holdsMarker);
}

/** Arrays that cannot be written are not told from objects by `Array.isArray` alone. */
function isList(value: readonly Json[] | { readonly [name: string]: Json }): value is readonly Json[] {
  return Array.isArray(value);
}
