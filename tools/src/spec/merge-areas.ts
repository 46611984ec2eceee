/** One area's part of the document: its paths and its components. */
export interface Area {
  readonly file: string;
  /** What the area is about, in words: the first line of its file. */
  readonly about?: string;
  readonly content: {
    readonly paths?: Readonly<Record<string, unknown>>;
    readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
}

export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: unknown;
  readonly servers: unknown;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly security: unknown;
  readonly paths: Record<string, unknown>;
  readonly components: Record<string, Record<string, unknown>>;
}

/** Joins areas into one document. Two areas that define the same thing are an error, which names both. */
export function mergeAreas(areas: readonly Area[]): OpenApiDocument {
  const owners = new Map<string, string>();
  const paths: Record<string, unknown> = {};
  const components: Record<string, Record<string, unknown>> = {};
  for (const { file, content } of areas) {
    for (const [path, item] of Object.entries(content.paths ?? {})) {
      claim(owners, path, file);
      paths[path] = item;
    }
    for (const [kind, members] of Object.entries(content.components ?? {})) {
      for (const [name, member] of Object.entries(members)) {
        claim(owners, `${kind}/${name}`, file);
        const group = components[kind] ?? {};
        group[name] = member;
        components[kind] = group;
      }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Octopus Deploy REST API, as far as octotrain uses it',
      version: '1',
      description: 'Written from public documentation and public clients. Not affiliated with Octopus Deploy.',
      license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
    },
    servers: [
      {
        url: '{server}',
        description: 'An Octopus server.',
        variables: { server: { default: 'http://localhost:8065', description: 'Its address, without /api.' } },
      },
    ],
    tags: areas.flatMap(tagOf),
    security: [{ apiKey: [] }, { bearer: [] }],
    paths: sorted(paths),
    components: Object.fromEntries(Object.entries(sorted(components)).map(([kind, group]) => [kind, sorted(group)])),
  };
}

/** An area with paths is a tag; its operations name it. */
function tagOf({ file, about, content }: Area): { name: string; description: string }[] {
  if (content.paths === undefined) return [];
  return [{ name: file.replace(/\.yaml$/, ''), description: about ?? '' }];
}

function claim(owners: Map<string, string>, key: string, file: string): void {
  const owner = owners.get(key);
  if (owner !== undefined) throw new Error(`${key} is defined in ${owner} and in ${file}`);
  owners.set(key, file);
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
