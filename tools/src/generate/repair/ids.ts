import { type ApiDocument, isMethod, mapOperations, type Operation, type Repaired, type Schema } from '../document.ts';

type Schemas = Readonly<Record<string, Schema>>;

const refPrefix = '#/components/schemas/';
/** What a page always has. */
const ofPages = ['ItemType', 'Items', 'TotalResults', 'ItemsPerPage', 'NumberOfPages', 'LastPageNumber', 'Links'];

/**
 * Says that what is fetched by its id has an id and links, and that a page has its items and counts. Servers describe what is sent
 * by the same schemas, where neither is needed: what is sent gets schemas of its own, by the name of `…Write`.
 */
export function requireIds(document: ApiDocument): Repaired {
  const schemas = document.components?.schemas ?? {};
  const required = new Map<string, readonly string[]>();
  for (const name of fetched(document)) note(required, schemas, name, ['Id', 'Links']);
  for (const [name, { properties }] of Object.entries(schemas)) {
    if (properties?.ItemType && properties.Items) note(required, schemas, name, ofPages);
  }
  const sent = reachable(schemas, bodiesOf(document));
  const written = new Set([...sent].filter((name) => reaches(schemas, name, required)));
  const strict = Object.entries(schemas).map(([name, schema]) => [
    name,
    required.has(name)
      ? { ...schema, required: [...new Set([...(schema.required ?? []), ...(required.get(name) ?? [])])] }
      : schema,
  ]);
  const loose = [...written].map((name) => [`${name}Write`, toWritten(schemas[name], written)]);
  const components = { ...document.components, schemas: Object.fromEntries([...strict, ...loose]) };
  const repaired = mapOperations({ ...document, components }, (operation) =>
    operation.requestBody
      ? { ...operation, requestBody: Object(toWritten(operation.requestBody, written)) }
      : operation,
  );
  return { document: repaired, mended: required.size };
}

function note(
  required: Map<string, readonly string[]>,
  schemas: Schemas,
  name: string,
  names: readonly string[],
): void {
  const properties = schemas[name]?.properties ?? {};
  const present = names.filter((property) => properties[property] !== undefined);
  if (present.includes('Id') || present.includes('Items')) required.set(name, present);
}

/** Names of schemas that a GET by id answers. */
function fetched(document: ApiDocument): string[] {
  return Object.entries(document.paths).flatMap(([path, item]) => {
    const get: Operation = Object(item.get);
    const success = Object.entries(get.responses ?? {}).filter(([status]) => status.startsWith('2'));
    if (!path.endsWith('}')) return [];
    return success.flatMap(([, { content }]) => nameOf(content?.['application/json']?.schema?.$ref) ?? []);
  });
}

function bodiesOf(document: ApiDocument): unknown[] {
  return Object.values(document.paths).flatMap((item) =>
    Object.entries(item).flatMap(([key, value]) => (isMethod(key) ? [Object(value).requestBody] : [])),
  );
}

/** Names of all schemas that values refer to, directly or through others. */
function reachable(schemas: Schemas, from: unknown): Set<string> {
  const found = new Set<string>();
  const waiting: unknown[] = [from];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    for (const name of refsIn(value)) {
      if (found.has(name)) continue;
      found.add(name);
      waiting.push(schemas[name] ?? {});
    }
  }
  return found;
}

function reaches(schemas: Schemas, name: string, goal: ReadonlyMap<string, unknown>): boolean {
  return goal.has(name) || [...reachable(schemas, schemas[name])].some((other) => goal.has(other));
}

function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? (nameOf(inner) ?? []) : refsIn(inner),
  );
}

function nameOf(ref: string | undefined): string | undefined {
  return ref?.startsWith(refPrefix) ? ref.slice(refPrefix.length) : undefined;
}

function toWritten(value: unknown, written: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => toWritten(item, written));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = key === '$ref' && typeof inner === 'string' ? nameOf(inner) : undefined;
      return [key, name !== undefined && written.has(name) ? `${refPrefix}${name}Write` : toWritten(inner, written)];
    }),
  );
}
