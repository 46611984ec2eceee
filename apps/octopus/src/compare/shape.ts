import type { Json } from '../session/session.ts';

/** What is told of all values that stand at one place of an answer. */
export interface Seen {
  readonly types: Set<JsonType>;
  /** How many objects stand there; its fields are looked for only where there is one. */
  objects: number;
  /** Texts, for fields whose values are words of the API. */
  readonly words: Set<string>;
}

type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'list' | 'object';

/** By path: `Items[].State`; the values of a map have the path `Name{}`. */
export type Shape = ReadonlyMap<string, Seen>;

/** Objects whose names are data, not fields. */
const maps: ReadonlySet<string> = new Set([
  'Properties',
  'Metadata',
  'Values',
  'FormValues',
  'Variables',
  'ScopeValues',
  'ProjectEnvironments',
  'ProjectVariables',
  'LibraryVariables',
  'SpacePermissions',
  'Deployments',
  'ProjectEnvironmentScope',
  'Outputs',
]);
const fieldName = /^[A-Za-z_][A-Za-z0-9_]*$/;
const MOST_WORDS = 50;

export function shapeOf(value: Json): Shape {
  const shape = new Map<string, Seen>();

  function look(value: Json, path: string, name: string): void {
    const seen = shape.get(path) ?? { types: new Set(), objects: 0, words: new Set() };
    shape.set(path, seen);
    if (isList(value)) {
      seen.types.add('list');
      for (const item of value) look(item, `${path}[]`, name);
      return;
    }
    if (typeof value !== 'object' || value === null) {
      seen.types.add(value === null ? 'null' : primitive(value));
      if (typeof value === 'string' && seen.words.size < MOST_WORDS) seen.words.add(value);
      return;
    }
    seen.types.add('object');
    const names = Object.keys(value);
    const isMap = maps.has(name) || names.some((each) => !fieldName.test(each));
    if (!isMap) seen.objects += 1;
    for (const [each, inner] of Object.entries(value)) {
      look(inner, isMap ? `${path}{}` : path === '' ? each : `${path}.${each}`, isMap ? '' : each);
    }
  }

  look(value, '', '');
  return shape;
}

/** The place that a field is in. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

/** The field's own name, without what stands for the items of a list. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).replace(/(\[\]|\{\})+$/, '');
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function primitive(value: boolean | number | string): JsonType {
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'number' ? 'number' : 'string';
}
