import { closest } from '@octotrain/checked-yaml';

/** A place in the file, as a list of keys and indexes. */
export type Path = readonly PropertyKey[];

/** Says that something at a place is wrong. */
export type Report = (path: Path, problem: { code: string; message: string; hint?: string }) => void;

/** Reports each name that is not known, with the one it was probably meant to be. */
export function expectKnown(options: {
  report: Report;
  path: Path;
  /** A name, or several at the places below the path; a missing one is fine. */
  names: string | readonly string[] | undefined;
  /** What the names stand for: "environment". */
  kind: string;
  known: readonly string[];
  /** Where they should be known, when it is not the whole file: "in the space `Payments`". */
  where?: string;
}): void {
  const { report, path, names = [], kind, known, where } = options;
  const places =
    typeof names === 'string' ? [{ name: names, path }] : names.map((name, at) => ({ name, path: [...path, at] }));
  for (const place of places) {
    if (!known.includes(place.name))
      report(place.path, unknownName({ name: place.name, kind, known, ...(where ? { where } : {}) }));
  }
}

/** Reports each key of a table that is not a known name. */
export function expectKnownKeys(options: {
  report: Report;
  path: Path;
  table: Readonly<Record<string, unknown>> | undefined;
  kind: string;
  known: readonly string[];
  where?: string;
}): void {
  const { path, table = {}, ...rest } = options;
  for (const name of Object.keys(table)) expectKnown({ ...rest, path: [...path, name], names: name });
}

/** Reports each name after the first of several that a server, which ignores case, takes for the same. */
export function expectDistinct(options: {
  report: Report;
  kind: string;
  entries: readonly { readonly name: string; readonly path: Path }[];
}): void {
  const first = new Map<string, string>();
  for (const { name, path } of options.entries) {
    const before = first.get(name.toLowerCase());
    if (before === undefined) {
      first.set(name.toLowerCase(), name);
      continue;
    }
    const also = before === name ? '' : `, for the server the same as \`${before}\``;
    options.report(path, {
      code: 'duplicate-name',
      message: `another ${options.kind} is called \`${name}\`${also}`,
      hint: 'give one of them another name',
    });
  }
}

/** The names of a table with their places. */
export function namedIn(path: Path, table: Readonly<Record<string, unknown>> = {}): { name: string; path: Path }[] {
  return Object.keys(table).map((name) => ({ name, path: [...path, name] }));
}

function unknownName(options: { name: string; kind: string; known: readonly string[]; where?: string }) {
  const { name, kind, known, where } = options;
  const meant = closest(name, known);
  const listed = known.length > 0 && known.length <= 12 ? `known: ${known.join(', ')}` : undefined;
  const hint = meant === undefined ? listed : `did you mean \`${meant}\`?`;
  return {
    code: `unknown-${kind.replaceAll(' ', '-')}`,
    message: `unknown ${kind} \`${name}\`${where ? ` ${where}` : ''}`,
    ...(hint ? { hint } : {}),
  };
}
