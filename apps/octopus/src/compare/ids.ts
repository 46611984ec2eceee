import type { Exchange, Json } from '../session/session.ts';
import { isList } from './shape.ts';

/** Ids of the recording, and what stands for each on another server. */
export interface IdMap {
  /** Takes over what stands at the same places of both answers. */
  learn(recorded: Json, actual: Json): void;
  json(value: Json): Json;
  /** Path and query. */
  target(target: string): string;
  /** Ids that a request names and that no answer has named yet. */
  unknown(request: Pick<Exchange, 'target' | 'body'>): readonly string[];
}

const idField = /(Id|Ids|Token|Uuid|Slug)$/;
const idText = /^[A-Za-z]+(?:-[A-Za-z]+)*-\d+$/;
const named = ['Name', 'Version', 'Username', 'Slug', 'Title'] as const;

export function createIdMap(): IdMap {
  const known = new Map<string, string>();

  function learn(recorded: Json, actual: Json, field = ''): void {
    if (typeof recorded === 'string') {
      if (typeof actual === 'string' && (idField.test(field) || idText.test(recorded))) known.set(recorded, actual);
      return;
    }
    if (recorded === null || actual === null || typeof recorded !== 'object' || typeof actual !== 'object') return;
    if (isList(recorded)) {
      if (!isList(actual)) return;
      for (const [index, item] of recorded.entries()) {
        const beside = counterpart(item, index, actual);
        if (beside !== undefined) learn(item, beside, field);
      }
      return;
    }
    if (isList(actual)) return;
    for (const [name, inner] of Object.entries(recorded)) {
      const beside = actual[name];
      if (beside !== undefined && name !== 'Links') learn(inner, beside, name);
    }
  }

  function text(value: string): string {
    return known.get(value) ?? value;
  }

  function json(value: Json): Json {
    if (typeof value === 'string') return text(value);
    if (value === null || typeof value !== 'object') return value;
    if (isList(value)) return value.map(json);
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [text(name), json(inner)]));
  }

  return {
    learn: (recorded, actual) => learn(recorded, actual),
    json,
    target(target) {
      const [path = '', query] = target.split('?', 2);
      const words = path.split('/').map((word) => encodeURIComponent(text(decoded(word))));
      if (query === undefined) return words.join('/');
      const parameters = [...new URLSearchParams(query)].map(([name, value]): [string, string] => [
        name,
        value.split(',').map(text).join(','),
      ]);
      return `${words.join('/')}?${new URLSearchParams(parameters)}`;
    },
    unknown({ target, body }) {
      const words = [...target.split(/[/?&=,]/), ...(body !== null && 'json' in body ? textsOf(body.json) : [])];
      return [...new Set(words.filter((word) => idText.test(word) && !known.has(word)))];
    },
  };
}

/** Items with a name stand for each other by it, others by their position. */
function counterpart(item: Json, index: number, among: readonly Json[]): Json | undefined {
  const name = nameIn(item);
  if (name === undefined) return among[index];
  return among.find((each) => nameIn(each) === name) ?? undefined;
}

function nameIn(item: Json): string | undefined {
  if (item === null || typeof item !== 'object' || isList(item)) return undefined;
  for (const field of named) {
    const value = item[field];
    if (typeof value === 'string') return value;
  }
  return undefined;
}

function textsOf(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(textsOf);
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
